package dev.pipit.apps.train.labelled;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

import dev.pipit.apps.Screen;
import dev.pipit.apps.train.Progress;
import dev.pipit.framework.training.Network;

/** Options that all trainings of labels have. */
public final class TrainingOptions {
    /** As of a process that Ctrl-C ended: 128 and the number of the signal. */
    private static final int INTERRUPTED = 130;

    @Option(names = "--out", required = true, paramLabel = "DIR",
        description = "Where model.tflite, model.json, report.html and golden go. What it takes to go on after an "
            + "interruption is kept in its .work.")
    private Path out;

    @Option(names = "--seed", defaultValue = "1", description = "Of all chance; the same seed gives the same bytes.")
    private long seed;

    @Option(names = "--steps", paramLabel = "N", description = "Steps of training altogether.")
    private Integer steps;

    @Option(names = "--minutes", paramLabel = "N", description = "As many steps as take about so long on two cores of a "
        + "desktop. The clock is not looked at: the bytes are the same everywhere.")
    private Double minutes;

    @Option(names = "--test-share", paramLabel = "SHARE", defaultValue = "0.25",
        description = "Of the groups (speakers, files) of each label, to judge by (default: ${DEFAULT-VALUE}).")
    private double testShare;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Option(names = "--examples", description = "Write the examples too: folders learn and judge, for pipit prune and others.")
    private boolean examples;

    /** Filled in by the command line. */
    public TrainingOptions() {
    }

    public Path out() {
        return out;
    }

    public long seed() {
        return seed;
    }

    public double testShare() {
        if (!(testShare > 0 && testShare < 1)) {
            throw new IllegalArgumentException("--test-share must be above 0 and below 1: testShare=" + testShare);
        }
        return testShare;
    }

    /** Steps that were asked for, of which a minute has {@code aMinute}. */
    public int steps(int usual, int aMinute) {
        if (steps != null) {
            return steps;
        }
        return minutes == null ? usual : Math.max(1, (int) (minutes * aMinute));
    }

    /** Says on the error output how far it is. */
    public Progress progress(CommandSpec spec) {
        return new Progress(spec.commandLine().getErr(), Screen.isTerminal());
    }

    /** The folder of the work, made. */
    public Path work() throws IOException {
        Path work = out.resolve(Labelled.WORK);
        Files.createDirectories(work);
        return work;
    }

    /** Trains until it is done or Ctrl-C is pressed. Returns the exit code. */
    public int run(Labelled labelled, Network network, Progress progress, CommandSpec spec) throws IOException {
        try (Interrupt interrupt = Interrupt.watch()) {
            return run(labelled, network, progress, spec, interrupt);
        }
    }

    private int run(Labelled labelled, Network network, Progress progress, CommandSpec spec, Interrupt interrupt)
            throws IOException {
        try {
            labelled.run(network, out, progress, spec.commandLine().getOut(), json, interrupt);
            if (examples) {
                labelled.data().saveTraining(out.resolve("learn"));
                labelled.data().saveTest(out.resolve("judge"));
            }
            return 0;
        } catch (InterruptedIOException e) {
            spec.commandLine().getErr().println("pipit: " + e.getMessage());
            spec.commandLine().getErr().flush();
            return INTERRUPTED;
        }
    }

    /** The command with its arguments, as it was given. */
    public static String command(CommandSpec spec) {
        List<String> words = new ArrayList<>(List.of(spec.qualifiedName()));
        words.addAll(spec.commandLine().getParseResult().expandedArgs());
        return String.join(" ", words);
    }
}
