package dev.pipit.apps.workshop.cluster;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.apps.workshop.ExampleSet;
import dev.pipit.apps.workshop.Learning;
import dev.pipit.apps.workshop.ReportOptions;
import dev.pipit.framework.compression.cluster.Clustering;
import dev.pipit.framework.compression.cluster.Clusters;
import dev.pipit.framework.compression.retrain.Examples;
import dev.pipit.framework.compression.retrain.RetrainingSettings;
import dev.pipit.framework.tflite.Model;

/** {@code pipit cluster}. */
@Command(
    name = "cluster",
    description = "Lets the weights of a model share a few values, so that it packs into a few bits a weight.%n",
    footer = {
        "",
        "Examples:",
        "  pipit cluster float.tflite few.tflite --values 16 --examples learn --judge judge",
        "  pipit cluster float.tflite few.pipit --values 16 --examples learn --judge judge      packed at once",
        "  pipit cluster float.tflite few.tflite --kind ternary --lose 0.5 --examples learn --judge judge",
        "  pipit cluster model.tflite few.tflite --values 32                                    without retraining",
        "",
        "The file is as large as before and the model as fast: 'pipit pack' makes it small. Weights that are 0 stay 0. An int8 "
            + "model keeps its scales.",
        "",
        "Exit code: 0, 1 if an input cannot be used, 2 for wrong usage."})
public final class ClusterCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "IN", description = "A model (.tflite), of real numbers or int8.")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The model with shared weights (.tflite, or .pipit: packed).")
    private Path out;

    @Mixin
    private SharingOptions sharing;

    @Option(names = "--examples", paramLabel = "DIR",
        description = "What is retrained on: inputs.npy and, where they are known, labels.npy. Without: no retraining.")
    private Path examples;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "300",
        description = "Of retraining; 0 for none (default: ${DEFAULT-VALUE}).")
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
    public ClusterCommand() {
    }

    @Override
    public Integer call() throws IOException {
        Model model = Model.load(in);
        Optional<ExampleSet> set = examples == null ? Optional.empty() : Optional.of(ExampleSet.load(examples));
        if (sharing.chooses() && set.isEmpty()) {
            throw new IllegalArgumentException("--examples DIR is needed: layers that bear it are chosen by them");
        }
        ToDoubleFunction<Model> score = set.isPresent() ? LayerScore.of(model, set.get()) : each -> 0;
        Map<Integer, Clustering> plan = sharing.plan(model, score);
        if (!report.json()) {
            PrintWriter screen = spec.commandLine().getOut();
            SharingOptions.lines(model, plan).forEach(screen::println);
        }
        PackedOutput.write(set.isPresent() && steps > 0 ? retrained(model, plan, set.get()) : Clusters.of(model, plan), out);
        report.end(spec, in, out, OptionalLong.of(seed), examples == null ? List.of() : List.of(examples));
        return 0;
    }

    private Model retrained(Model model, Map<Integer, Clustering> plan, ExampleSet set) throws IOException {
        set.checkFits(model);
        var settings = new RetrainingSettings(steps, 32, rate, seed);
        return Learning.run(spec.commandLine().getErr(), "shared values", steps,
            (threads, eachLoss) -> Clusters.retrained(model, plan, new Examples(set.examples(), set.labels()), settings, threads, eachLoss));
    }
}
