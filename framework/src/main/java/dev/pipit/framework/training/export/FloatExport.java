package dev.pipit.framework.training.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.training.Activation;
import dev.pipit.framework.training.Folded;
import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.Shape;

/**
 * Makes models of networks of real numbers. What they compute is what the network computes in inference, but for the
 * rounding of floats: batch normalisation is folded, dropout and the rounding of quantization-aware training left out.
 */
public final class FloatExport {
    private final Network network;
    private final SubgraphMaker graph = new SubgraphMaker();
    private final Places places = new Places(graph);
    private final FloatLayers layers = new FloatLayers(graph, places);
    private final Map<Integer, Integer> tensors = new HashMap<>();
    private final Set<Integer> needed = new HashSet<>();

    private FloatExport(Network network) {
        this.network = network;
    }

    /**
     * A model that takes the whole input at once: FLOAT32 {@code [1, height, width, channels]}. Outputs of one place have
     * the shape {@code [1, channels]}, others {@code [1, height, width, channels]}.
     *
     * @param outputs     nodes whose numbers are wanted
     * @param description what the file says about itself
     * @throws IllegalArgumentException if there is no operator for some layers; it names all of them
     */
    public static Model whole(Network network, List<Integer> outputs, String description) {
        return of(network, outputs, false, description);
    }

    /** The same of the last node, which gives logits: the output are their probabilities. */
    public static Model classifier(Network network, String description) {
        return of(network, List.of(network.last()), true, description);
    }

    private static Model of(Network network, List<Integer> outputs, boolean probabilities, String description) {
        Folded folded = Folded.of(network);
        return new FloatExport(folded.network()).make(outputs.stream().map(folded::number).toList(), probabilities,
            description);
    }

    private Model make(List<Integer> outputs, boolean probabilities, String description) {
        mark(outputs);
        requireOperators();
        Shape in = network.input();
        tensors.put(0, graph.real("input", 1, in.height(), in.width(), in.channels()));
        for (int number = 1; number <= network.last(); number++) {
            if (needed.contains(number) && !tensors.containsKey(number)) {
                add(number, outputs);
            }
        }
        List<Integer> results = new ArrayList<>();
        for (int output : outputs) {
            Shape shape = network.shape(output);
            int result = shape.positions() == 1 ? places.reshaped(tensors.get(output), 1, shape.channels())
                : tensors.get(output);
            results.add(probabilities ? layers.probabilities(result) : result);
        }
        return new Model(description, List.of(graph.subgraph(0, "main", List.of(tensors.get(0)), results)), 0);
    }

    private void mark(List<Integer> outputs) {
        needed.addAll(outputs);
        for (int number = network.last(); number > 0; number--) {
            if (needed.contains(number)) {
                needed.addAll(network.nodes().get(number - 1).inputs());
            }
        }
    }

    private void requireOperators() {
        List<String> without = new ArrayList<>();
        for (int number = 1; number <= network.last(); number++) {
            Network.Node node = network.nodes().get(number - 1);
            if (needed.contains(number) && !FloatLayers.has(node.layer())) {
                without.add(node.name() + " (" + node.layer().getClass().getSimpleName() + ")");
            }
        }
        if (!without.isEmpty()) {
            throw new IllegalArgumentException("no operator does this: " + String.join(", ", without)
                + "; use convolutions, pools, sums and activations instead");
        }
    }

    /** With the rectifier behind it, if nobody else reads the node. */
    private void add(int number, List<Integer> outputs) {
        Network.Node node = network.nodes().get(number - 1);
        List<Integer> inputs = node.inputs().stream().map(tensors::get).toList();
        List<Integer> readers = readers(number);
        boolean alone = readers.size() == 1 && !outputs.contains(number) && FloatLayers.takesRectifier(node.layer());
        var rectifier = alone ? rectifier(readers.get(0)) : Options.Activation.NONE;
        tensors.put(number, layers.add(node, inputs, network.shape(node.inputs().get(0)), rectifier));
        if (rectifier != Options.Activation.NONE) {
            tensors.put(readers.get(0), tensors.get(number));
        }
    }

    private List<Integer> readers(int number) {
        List<Integer> readers = new ArrayList<>();
        for (int reader = number + 1; reader <= network.last(); reader++) {
            if (needed.contains(reader) && network.nodes().get(reader - 1).inputs().contains(number)) {
                readers.add(reader);
            }
        }
        return readers;
    }

    private Options.Activation rectifier(int number) {
        var layer = network.nodes().get(number - 1).layer();
        return layer == Activation.RELU ? Options.Activation.RELU
            : layer == Activation.RELU6 ? Options.Activation.RELU6 : Options.Activation.NONE;
    }
}
