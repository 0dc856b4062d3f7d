package dev.pipit.apps.workshop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

import dev.pipit.framework.compression.retrain.Examples;
import dev.pipit.framework.compression.retrain.RetrainingSettings;
import dev.pipit.framework.tflite.Model;

/** How a command lets what is left of a network learn again. */
public final class LearningOptions {
    @Option(names = "--examples", paramLabel = "DIR", required = true, description = "What to learn from again: inputs.npy and, "
        + "where they are known, labels.npy. Without labels it learns what the network gave before.")
    private Path examples;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "600",
        description = "Of training; 0 for none (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "64", description = "Examples of a step (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--rate", paramLabel = "RATE", defaultValue = "1e-3",
        description = "Of learning at first (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--seed", defaultValue = "1", description = "Of all chance; the same seed gives the same bytes.")
    private long seed;

    @Option(names = "--imitate", description = "Learn what the network gave before, even if there are labels.")
    private boolean imitate;

    /** Filled in by the command line. */
    public LearningOptions() {
    }

    /** The settings that were given. */
    public RetrainingSettings settings() {
        return new RetrainingSettings(steps, batch, rate, seed);
    }

    /** The seed that was given. */
    public long seed() {
        return seed;
    }

    /** Files that are read. */
    public List<Path> read() {
        return List.of(examples);
    }

    /** What is learned from, read. */
    public Examples examples(Model model) throws IOException {
        return examples(set(model));
    }

    /** What is learned from a set. */
    public Examples examples(ExampleSet set) {
        return new Examples(set.examples(), imitate ? Optional.empty() : set.labels());
    }

    /** The examples with all that is known of them. */
    public ExampleSet set(Model model) throws IOException {
        ExampleSet set = ExampleSet.load(examples);
        set.checkFits(model);
        return set;
    }

    /** Does it, and says on the error output how far it is. */
    public Model run(String what, CommandSpec spec, Learning.Work<Model> work) throws IOException {
        return Learning.run(spec.commandLine().getErr(), what, steps, work);
    }
}
