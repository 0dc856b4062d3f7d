package dev.pipit.apps.explore;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.pipit.apps.PublicFolder;
import dev.pipit.apps.Screen;
import dev.pipit.apps.train.Progress;
import dev.pipit.apps.train.classifier.FrameTask;
import dev.pipit.apps.train.keyword.KeywordTask;
import dev.pipit.apps.train.labelled.Attempt;
import dev.pipit.apps.train.labelled.Course;
import dev.pipit.apps.train.labelled.Interrupt;
import dev.pipit.apps.train.labelled.Task;
import dev.pipit.framework.tflite.ModelWriter;

/** {@code pipit explore}. */
@Command(
    name = "explore",
    description = "Trains a family of networks for a task and says which are worth it: accuracy against multiply-accumulates, "
        + "bytes and measured microseconds.%n",
    footer = {
        "",
        "Examples:",
        "  pipit explore --task gesture --out explored                      digits that are drawn here: no file is needed",
        "  pipit explore --task keyword --out explored --budget ram=32k,flash=64k,us=200",
        "  pipit explore --task keyword --words happy --out explored        a wake word: happy, and all that is not",
        "  pipit explore --task frames --data gym --frame 128 --out explored",
        "",
        "OUT gets explored.png, explored.json and the best network that fits, best.tflite. Ctrl-C keeps what was learned; the "
            + "same command goes on from there.",
        "",
        "Exit code: 0, 1 if nothing fits the budget or an input cannot be used, 2 for wrong usage, 130 after Ctrl-C."})
public final class ExploreCommand implements Callable<Integer> {
    private static final int BATCH = 64;
    private static final double RATE = 4e-3;
    private static final int INTERRUPTED = 130;

    /** What is to be told apart. */
    private enum Kind { GESTURE, KEYWORD, FRAMES }

    @Option(names = "--task", required = true, paramLabel = "TASK", description = "${COMPLETION-CANDIDATES}: strokes that are "
        + "drawn here; words, from the public recordings in PIPIT_DATA; frames of your own recordings.")
    private Kind kind;

    @Option(names = "--words", split = ",", paramLabel = "WORD", description = "Which ones; the others are unknown.")
    private List<String> words = List.of();

    @Option(names = "--copies", paramLabel = "N", defaultValue = "300", description = "About how many examples of each word are "
        + "made (default: ${DEFAULT-VALUE}).")
    private int copies;

    @Option(names = "--data", paramLabel = "CSV|DIR", description = "Of frames: what was sampled, as for train classifier.")
    private Path data;

    @Option(names = "--frame", paramLabel = "N", description = "Of frames: samples that are looked at together.")
    private Integer frame;

    @Option(names = "--label-column", paramLabel = "NAME", defaultValue = "label", description = "(default: ${DEFAULT-VALUE})")
    private String label;

    @Option(names = "--group-column", paramLabel = "NAME", defaultValue = "", description = "Who or what was recorded.")
    private String group;

    @Option(names = "--budget", paramLabel = "ram=,flash=,us=", description = "What a network may need: ram=16k,flash=64k,us=500.")
    private String budget;

    @Option(names = "--families", split = ",", description = "Which ones (default: ${COMPLETION-CANDIDATES}).")
    private List<Family> families = List.of(Family.values());

    @Option(names = "--widths", split = ",", paramLabel = "N", defaultValue = "8,16,32,64",
        description = "Numbers of filters (default: ${DEFAULT-VALUE}).")
    private List<Integer> widths;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "600", description = "Of training each (default: "
        + "${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--seed", defaultValue = "1", description = "The same seed gives the same networks.")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where picture, table and network go.")
    private Path out;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** Filled in by the command line. */
    public ExploreCommand() {
    }

    @Override
    public Integer call() throws IOException {
        Budget most = budget == null ? Budget.none() : Budget.parse(budget);
        if (widths.isEmpty() || widths.stream().anyMatch(width -> width < 2 || width > 1024)) {
            throw new IllegalArgumentException("--widths must be 2 to 1024: " + widths);
        }
        Files.createDirectories(out);
        Progress progress = new Progress(spec.commandLine().getErr(), Screen.isTerminal());
        Task task = task(progress);
        List<Tried> all;
        try (Interrupt interrupt = Interrupt.watch()) {
            all = all(task, progress, interrupt);
        } catch (InterruptedIOException e) {
            spec.commandLine().getErr().println("pipit: " + e.getMessage());
            return INTERRUPTED;
        }
        Tried best = Tried.best(all, most);
        write(task, all, most, best);
        if (best == null) {
            spec.commandLine().getErr().println("pipit: no network fits the budget: try smaller --widths, or allow more");
            return 1;
        }
        return 0;
    }

    private Task task(Progress progress) throws IOException {
        return switch (kind) {
            case GESTURE -> DrawnDigits.task();
            case KEYWORD -> KeywordTask.of(PublicFolder.find(), Set.copyOf(new TreeSet<>(words)), copies, seed,
                out.resolve(".work/features"), progress, this::warn);
            case FRAMES -> {
                if (data == null || frame == null) {
                    throw new IllegalArgumentException("--task frames needs --data and --frame");
                }
                yield FrameTask.of(data, frame, label, group, this::warn);
            }
        };
    }

    private List<Tried> all(Task whole, Progress progress, Interrupt interrupt) throws IOException {
        Halves halves = Halves.of(whole.data());
        Task task = new Task(whole.name(), halves.choosing(), whole.change());
        List<Tried> all = new ArrayList<>();
        for (Family family : new TreeSet<>(families)) {
            for (int width : new TreeSet<>(widths)) {
                String name = family.name().toLowerCase(Locale.ROOT) + "-" + width;
                spec.commandLine().getErr().println(name + ", " + (all.size() + 1) + " of "
                    + new TreeSet<>(families).size() * new TreeSet<>(widths).size());
                Attempt attempt = Attempt.train(task, family.build(task.data().input(), task.data().labels().size(), width, seed),
                    Course.of(seed, steps, BATCH, RATE), out.resolve(".work").resolve(name), progress, interrupt);
                all.add(new Tried(family, width, attempt, attempt.judge(halves.choosing()).accuracy(),
                    attempt.judge(halves.judging()).accuracy()));
            }
        }
        return all;
    }

    private void write(Task task, List<Tried> all, Budget most, Tried best) throws IOException {
        FrontPlot.write(task.name().length() > 40 ? "accuracy" : task.name(), all, out.resolve("explored.png"));
        JsonObject object = new JsonObject();
        object.addProperty("task", task.name());
        object.addProperty("seed", seed);
        object.addProperty("steps", steps);
        JsonArray networks = new JsonArray();
        all.forEach(tried -> networks.add(tried.json(most, all)));
        object.add("networks", networks);
        if (best != null) {
            object.addProperty("best", best.name());
            ModelWriter.write(best.attempt().model(), out.resolve("best.tflite"));
        }
        Files.writeString(out.resolve("explored.json"), object + "\n");
        PrintWriter to = spec.commandLine().getOut();
        if (json) {
            to.println(object);
        } else {
            table(to, task, all, most, best);
        }
        to.flush();
    }

    private static void table(PrintWriter to, Task task, List<Tried> all, Budget most, Tried best) {
        to.println(task.name());
        to.println("network        chosen by  judged   parameters    bytes     MACs     RAM       us  front");
        for (Tried tried : all) {
            StringBuilder front = new StringBuilder();
            for (Tried.Need need : Tried.Need.values()) {
                front.append(Front.of(all, need).contains(tried) ? need.name().toLowerCase(Locale.ROOT) + " " : "");
            }
            Attempt attempt = tried.attempt();
            to.println(String.format(Locale.ROOT, "%-14s %7.1f %% %6.1f %% %11d %8d %8d %7d %8.1f  %s%s", tried.name(),
                100 * tried.chosenBy(), 100 * tried.judged(), attempt.cost().parameters(), attempt.cost().bytes(), attempt.cost().macs(),
                attempt.cost().arena(), attempt.cost().micros(), front, most.fits(attempt) ? "" : "(does not fit)"));
        }
        if (best != null) {
            to.println("best that fits: " + best.name());
        }
    }

    private void warn(String line) {
        spec.commandLine().getErr().println(line);
    }
}
