package dev.pipit.apps.workshop.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.apps.workshop.Comparison;
import dev.pipit.apps.workshop.ExampleSet;
import dev.pipit.apps.workshop.LearningOptions;
import dev.pipit.apps.workshop.ReportOptions;
import dev.pipit.framework.compression.cluster.Clustering;
import dev.pipit.framework.compression.cluster.Clusters;
import dev.pipit.framework.compression.cluster.ShortReals;
import dev.pipit.framework.compression.prune.WeightCriterion;
import dev.pipit.framework.compression.prune.WeightPruning;
import dev.pipit.framework.compression.retrain.Examples;
import dev.pipit.framework.compression.retrain.RetrainingSettings;
import dev.pipit.framework.tflite.Model;

/** {@code pipit shrink}. */
@Command(
    name = "shrink",
    description = "Makes a model short for a thin connection: weights are pruned, the rest share a few values, and the file is "
        + "packed by Huffman codes.%n",
    footer = {
        "",
        "Examples:",
        "  pipit shrink float.tflite small.pipit --examples learn --judge judge",
        "  pipit shrink float.tflite small.pipit --sparsity 0.9 --values 8 --steps 2000 --examples learn --judge judge",
        "",
        "The model is retrained twice, with the weights that are left, and with the values that are shared. Biases "
            + "keep 16 bits. Where it is loaded "
            + "it is as large, and about as fast, as before.",
        "",
        "Exit code: 0, 1 if an input cannot be used, 2 for wrong usage."})
public final class ShrinkCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "IN", description = "A model (.tflite), of real numbers or int8.")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The packed model (.pipit).")
    private Path out;

    @Option(names = "--sparsity", paramLabel = "PART", defaultValue = "0.8",
        description = "Of the weights that end as 0 (default: ${DEFAULT-VALUE}).")
    private double sparsity;

    @Option(names = "--by", paramLabel = "magnitude|hessian", defaultValue = "magnitude",
        description = "Which weights go (default: ${DEFAULT-VALUE}).")
    private WeightCriterion by;

    @Mixin
    private SharingOptions sharing;

    @Mixin
    private LearningOptions learning;

    @Mixin
    private ReportOptions report;

    @Spec
    private CommandSpec spec;

    /** Filled in by the command line. */
    public ShrinkCommand() {
    }

    @Override
    public Integer call() throws IOException {
        Model model = Model.load(in);
        ExampleSet set = learning.set(model);
        Examples examples = learning.examples(set);
        RetrainingSettings settings = learning.settings();
        Model pruned = learning.run("pruning", spec, (threads, eachLoss) ->
            new WeightPruning(sparsity, by, settings).of(model, examples, threads, eachLoss));
        Map<Integer, Clustering> plan = sharing.plan(pruned, LayerScore.of(model, set));
        Model clustered = learning.run("shared values", spec, (threads, eachLoss) ->
            Clusters.retrained(pruned, plan, examples, settings, threads, eachLoss));
        PackedOutput.pack(ShortReals.biases(clustered), out);
        Map<String, Model> stages = new LinkedHashMap<>();
        stages.put("before", model);
        stages.put("pruned", pruned);
        stages.put("clustered", Model.load(out));
        Comparison comparison = Comparison.of(stages, report.judge());
        if (!report.json()) {
            spec.commandLine().getOut().println(in.getFileName() + "  " + Comparison.whole(Files.size(in)) + " bytes");
            spec.commandLine().getOut().println(Comparison.smaller(out.getFileName().toString(), Files.size(out), Files.size(in)));
        }
        List<Path> read = new ArrayList<>(List.of(in));
        read.addAll(learning.read());
        report.end(spec, comparison, out, OptionalLong.of(learning.seed()), read);
        return 0;
    }
}
