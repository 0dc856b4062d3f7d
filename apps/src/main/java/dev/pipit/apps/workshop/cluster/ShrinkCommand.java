package dev.pipit.apps.workshop.cluster;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final int BATCH = 32;

    @Parameters(index = "0", paramLabel = "IN", description = "A model (.tflite), of real numbers or int8.")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The packed model (.pipit).")
    private Path out;

    @Option(names = "--examples", required = true, paramLabel = "DIR",
        description = "What is retrained on: inputs.npy and, where they are known, labels.npy.")
    private Path examples;

    @Option(names = "--sparsity", paramLabel = "PART", defaultValue = "0.8",
        description = "Of the weights that end as 0 (default: ${DEFAULT-VALUE}).")
    private double sparsity;

    @Option(names = "--criterion", paramLabel = "magnitude|hessian", defaultValue = "magnitude",
        description = "Which weights go (default: ${DEFAULT-VALUE}).")
    private WeightCriterion criterion;

    @Mixin
    private SharingOptions sharing;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "600",
        description = "Of retraining, for pruning and again for clustering (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--rate", paramLabel = "R", defaultValue = "0.001", description = "Of learning (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--seed", defaultValue = "1", description = "The same seed gives the same bytes.")
    private long seed;

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
        ExampleSet set = ExampleSet.load(examples);
        set.checkFits(model);
        var settings = new RetrainingSettings(steps, BATCH, rate, seed);
        Examples learned = Learning.examples(set);
        PrintWriter screen = spec.commandLine().getErr();
        Model pruned = Learning.with(screen, "pruning", steps, (threads, eachLoss) ->
            new WeightPruning(sparsity, criterion, settings).of(model, learned, threads, eachLoss));
        Map<Integer, Clustering> plan = sharing.plan(pruned, Learning.score(model, set));
        Model clustered = Learning.with(screen, "shared values", steps, (threads, eachLoss) ->
            Clusters.retrained(pruned, plan, learned, settings, threads, eachLoss));
        Learning.pack(ShortReals.biases(clustered), out);
        Map<String, Model> stages = new LinkedHashMap<>();
        stages.put("before", model);
        stages.put("pruned", pruned);
        stages.put("clustered", Model.load(out));
        Comparison comparison = Comparison.of(stages, report.judge());
        if (!report.json()) {
            spec.commandLine().getOut().println(in.getFileName() + "  " + Comparison.whole(Files.size(in)) + " bytes");
            spec.commandLine().getOut().println(Comparison.smaller(out.getFileName().toString(), Files.size(out), Files.size(in)));
        }
        report.end(spec, comparison, out, OptionalLong.of(seed), List.of(in, examples));
        return 0;
    }
}
