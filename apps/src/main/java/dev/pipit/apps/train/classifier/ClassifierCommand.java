package dev.pipit.apps.train.classifier;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.pipit.apps.train.Progress;
import dev.pipit.apps.train.labelled.Course;
import dev.pipit.apps.train.labelled.DataSet;
import dev.pipit.apps.train.labelled.Labelled;
import dev.pipit.apps.train.labelled.TrainingOptions;

/** {@code pipit train classifier}. */
@Command(
    name = "classifier",
    description = "Trains a network that tells frames of any sensor apart (motion, vibration, current), and says how well it "
        + "does on people, machines or files that it has not learned from.%n",
    footer = {
        "",
        "Examples:",
        "  pipit train classifier --data gym --out gym --frame 128          gym/squat/*.csv, gym/lunge/*.csv, ...",
        "  pipit train classifier --data walks --group-column person --label-column activity --frame 128 --out walks",
        "  pipit train classifier --data bearings --frame 1024 --out bearings   bearings/healthy/*.wav, ...",
        "",
        "A CSV file begins with a line of names; each further line is a sample, each column a channel, but for those of label "
            + "and group. Without a column of labels, the folder of a file or, right in DIR, its name is its label.",
        "",
        "Ctrl-C keeps what was learned; the same command goes on from there, to the same bytes."})
public final class ClassifierCommand implements Callable<Integer> {
    private static final int BATCH = 64;
    private static final double RATE = 4e-3;
    private static final int STEPS = 2_000;
    private static final int STEPS_A_MINUTE = 2_000;

    @Option(names = "--data", required = true, paramLabel = "CSV|DIR", description = "What was sampled.")
    private Path data;

    @Option(names = "--frame", required = true, paramLabel = "N", description = "Samples that are looked at together.")
    private int frame;

    @Option(names = "--hop", paramLabel = "N", description = "Samples from one frame to the next (default: half a frame).")
    private Integer hop;

    @Option(names = "--columns", split = ",", paramLabel = "NAME", description = "The channels (default: all).")
    private List<String> columns = List.of();

    @Option(names = "--label-column", paramLabel = "NAME", defaultValue = "label",
        description = "The column of labels (default: ${DEFAULT-VALUE}). Samples without a label are left out.")
    private String label;

    @Option(names = "--group-column", paramLabel = "NAME", defaultValue = "",
        description = "The column that says who or what was recorded (default: each file is a group of its own).")
    private String group;

    @Option(names = "--split", defaultValue = "group", description = "What is judged by: some groups, or, with time, the "
        + "end of each file: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Frames.Split split;

    @Option(names = "--size", defaultValue = "medium", description = "Of the network: ${COMPLETION-CANDIDATES} "
        + "(default: ${DEFAULT-VALUE}).")
    private FrameNetwork size;

    @Mixin
    private TrainingOptions options;

    @Spec
    private CommandSpec spec;

    /** Filled in by the command line. */
    public ClassifierCommand() {
    }

    @Override
    public Integer call() throws IOException {
        Frames frames = new Frames(frame, hop == null ? Math.max(1, frame / 2) : hop);
        Progress progress = options.progress(spec);
        DataSet set = frames.dataSet(SeriesFolder.read(data, new CsvSeries.Columns(label, group, columns),
            line -> spec.commandLine().getErr().println(line)), split, options.testShare());
        Course course = Course.of(options.seed(), options.steps(STEPS, STEPS_A_MINUTE), BATCH, RATE);
        JsonObject features = new JsonObject();
        features.addProperty("type", "samples");
        features.addProperty("frame_samples", frames.length());
        features.addProperty("hop_samples", frames.hop());
        var labelled = new Labelled("classifier of " + String.join(", ", set.labels()), TrainingOptions.command(spec),
            features, set, course, new FrameChange());
        return options.run(labelled, size.build(set.input(), set.labels().size(), options.seed()), progress, spec);
    }
}
