package dev.pipit.apps.workshop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.framework.compression.prune.ChannelCriterion;
import dev.pipit.framework.compression.prune.ChannelPruning;
import dev.pipit.framework.compression.prune.WeightCriterion;
import dev.pipit.framework.compression.prune.WeightPruning;
import dev.pipit.framework.compression.retrain.Examples;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;

/** {@code pipit prune}. */
@Command(
    name = "prune",
    description = {
        "Takes single weights or whole channels out of a network, and lets the rest learn to do without them.",
        "",
        "Weights that are 0 make a packed file smaller, and nothing faster. Without channels, a smaller dense network is left, "
            + "faster everywhere. A float network stays one, an 8-bit one learns with its rounding and keeps its scales.%n"},
    footer = {
        "",
        "Examples:",
        "  pipit prune model.tflite sparse.tflite --sparsity 0.8 --examples learn --judge judge",
        "  pipit prune float.tflite small.tflite --channels 0.5 --by zeros --examples learn --judge judge",
        "",
        "Exit code: 0, 1 for a file that cannot be used, 2 for wrong usage."})
public final class PruneCommand implements Callable<Integer> {
    /** What goes first. */
    enum By { MAGNITUDE, HESSIAN, ZEROS, NORM }

    @Parameters(index = "0", paramLabel = "IN", description = "A model (.tflite).")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The model that is made.")
    private Path out;

    @ArgGroup(multiplicity = "1")
    private What what;

    @Option(names = "--by", paramLabel = "RULE", defaultValue = "MAGNITUDE", description = "What goes first. Weights: magnitude (the "
        + "smallest of each layer) or hessian (those that change the loss least). Channels: magnitude (the shortest filters), "
        + "zeros (most often 0 behind the rectifier) or norm (the smallest scales of batch normalisation, which training "
        + "wrote beside the model) (default: magnitude).")
    private By by;

    @Option(names = "--multiple", paramLabel = "N", defaultValue = "8",
        description = "Layers keep a multiple of so many channels (default: ${DEFAULT-VALUE}).")
    private int multiple;

    @Mixin
    private LearningOptions learning;

    @Mixin
    private ReportOptions report;

    @Spec
    private CommandSpec spec;

    /** How much. */
    private static final class What {
        @Option(names = "--sparsity", paramLabel = "PART", description = "Part of the weights that become 0, below 1.")
        private Double sparsity;

        @Option(names = "--channels", paramLabel = "PART", description = "Part of the channels that go, below 1.")
        private Double channels;
    }

    /** Filled in by the command line. */
    public PruneCommand() {
    }

    @Override
    public Integer call() throws IOException {
        boolean weights = what.sparsity != null;
        if (by != By.MAGNITUDE && weights != (by == By.HESSIAN)) {
            throw new ParameterException(spec.commandLine(), "--by " + by.name().toLowerCase(Locale.ROOT) + " is for "
                + (weights ? "--channels" : "--sparsity"));
        }
        Model model = Model.load(in);
        Examples examples = learning.examples(model);
        List<Path> read = new ArrayList<>(learning.read());
        Model made;
        if (weights) {
            var pruning = new WeightPruning(what.sparsity, WeightCriterion.valueOf(by.name()), learning.settings());
            made = learning.run("pruning", spec, (threads, loss) -> pruning.of(model, examples, threads, loss));
        } else {
            Map<String, float[]> norms = norms(read);
            var pruning = new ChannelPruning(what.channels, ChannelCriterion.valueOf(by.name()), multiple, learning.settings());
            made = learning.run("pruning", spec, (threads, loss) -> pruning.of(model, examples, norms, threads, loss));
        }
        ModelWriter.write(made, out);
        spec.commandLine().getErr().println(String.format(Locale.ROOT, "%.1f %% of the weights are 0",
            100 * WeightPruning.sparsity(made)));
        report.end(spec, in, out, OptionalLong.of(learning.seed()), read);
        return 0;
    }

    private Map<String, float[]> norms(List<Path> read) throws IOException {
        if (by != By.NORM) {
            return Map.of();
        }
        Path file = NormScales.beside(in);
        if (!Files.exists(file)) {
            throw new IOException(file + ": must be there for --by norm: training writes it beside float.tflite");
        }
        read.add(file);
        return NormScales.read(file).scales();
    }
}
