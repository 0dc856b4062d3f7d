package dev.pipit.apps.workshop.cluster;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Option;

import dev.pipit.framework.compression.cluster.Bearing;
import dev.pipit.framework.compression.cluster.Clustering;
import dev.pipit.framework.compression.cluster.Clusters;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.TensorInfo;

/** Which values weights share. */
final class SharingOptions {
    @Option(names = "--values", paramLabel = "N", defaultValue = "16",
        description = "How many values the weights of a layer share, 2 to 256 (default: ${DEFAULT-VALUE}).")
    private int values;

    @Option(names = "--per", paramLabel = "channel|tensor", defaultValue = "channel",
        description = "Whether values are relative to the largest weight of each channel: then they are as few after "
            + "'pipit convert --to int8' (default: ${DEFAULT-VALUE}).")
    private Clustering.Scope scope;

    @Option(names = "--kind", paramLabel = "kmeans|log2|ternary|binary", defaultValue = "kmeans",
        description = "How values are found; ternary and binary for the layers that bear it, k-means for the others "
            + "(default: ${DEFAULT-VALUE}).")
    private Clustering.Kind kind;

    @Option(names = "--lose", paramLabel = "POINTS", defaultValue = "1",
        description = "Of accuracy that ternary or binary layers may cost on the examples, before retraining "
            + "(default: ${DEFAULT-VALUE}).")
    private double lose;

    /** Whether layers are chosen by examples. */
    boolean chooses() {
        return kind == Clustering.Kind.TERNARY || kind == Clustering.Kind.BINARY;
    }

    /** What each constant shares. {@code score} is 0 to 1, for choosing layers. */
    Map<Integer, Clustering> plan(Model model, ToDoubleFunction<Model> score) {
        List<Integer> tensors = Clusters.tensors(model);
        if (tensors.isEmpty()) {
            throw new IllegalArgumentException(model.name() + ": has no weights of convolutions or dense layers that are "
                + "FLOAT32 or INT8");
        }
        Clustering wanted = new Clustering(kind, values, scope);
        if (chooses()) {
            Clustering rest = new Clustering(Clustering.Kind.KMEANS, values, scope);
            return Bearing.plan(model, tensors, wanted, rest, score, lose / 100);
        }
        Map<Integer, Clustering> plan = new TreeMap<>();
        tensors.forEach(tensor -> plan.put(tensor, wanted));
        return plan;
    }

    /** A line per constant. */
    static List<String> lines(Model model, Map<Integer, Clustering> plan) {
        return new TreeMap<>(plan).entrySet().stream().map(entry -> {
            TensorInfo tensor = model.main().tensors().get(entry.getKey());
            Clustering clustering = entry.getValue();
            return String.format(Locale.ROOT, "%-32s %8d weights  %s", tensor.name(), tensor.elements(), switch (clustering.kind()) {
                case KMEANS -> clustering.values() + " values";
                case LOG2 -> "powers of two";
                case TERNARY -> "ternary";
                case BINARY -> "binary";
            });
        }).toList();
    }
}
