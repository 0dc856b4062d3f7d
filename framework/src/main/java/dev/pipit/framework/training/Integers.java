package dev.pipit.framework.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.pipit.framework.training.integer.IntegerLayer;
import dev.pipit.framework.training.integer.IntegerNetwork;
import dev.pipit.framework.training.integer.IntegerNode;
import dev.pipit.framework.training.integer.Mean;
import dev.pipit.framework.training.integer.Movement;
import dev.pipit.framework.training.integer.Requantize;
import dev.pipit.framework.training.integer.Scale;
import dev.pipit.framework.training.integer.Table;

/** Makes whole numbers of a network that was trained with rounding. */
final class Integers {
    private final Network network;
    private final Scale input;
    private final List<IntegerNode> nodes = new ArrayList<>();
    private final Map<Integer, Integer> tensors = new HashMap<>();

    Integers(Network network, Scale input) {
        this.network = network;
        this.input = input;
    }

    /** The scale that the tables of a function have. */
    static Scale scaleOf(Activation function) {
        return table(function).function().output();
    }

    private static Table table(Activation function) {
        return new Table(function == Activation.TANH ? Table.Function.TANH : Table.Function.LOGISTIC);
    }

    /** @param outputs nodes of the network; what none of them needs is left out */
    IntegerNetwork make(List<Integer> outputs) {
        Set<Integer> needed = needed(outputs);
        tensors.put(0, 0);
        for (int number = 1; number <= network.last(); number++) {
            if (!needed.contains(number)) {
                continue;
            }
            Network.Node node = network.nodes().get(number - 1);
            int from = node.inputs().get(0);
            if (node.layer() instanceof FakeQuantize rounding) {
                tensors.put(number, from == 0 ? 0 : rounded(from, rounding.scale()));
            } else if (node.layer() instanceof AveragePool || node.layer() instanceof MaxPool) {
                nodes.add(new IntegerNode(node.name(), pool(node.layer()), List.of(tensors.get(from)), scale(from)));
                tensors.put(number, nodes.size());
            }
        }
        dev.pipit.framework.training.integer.Shape shape = new dev.pipit.framework.training.integer.Shape(
            network.input().height(), network.input().width(), network.input().channels());
        return new IntegerNetwork(shape, input, nodes, outputs.stream().map(tensors::get).toList());
    }

    private Set<Integer> needed(List<Integer> outputs) {
        Set<Integer> needed = new HashSet<>(outputs);
        for (int number = network.last(); number > 0; number--) {
            if (needed.contains(number)) {
                needed.addAll(network.nodes().get(number - 1).inputs());
            }
        }
        return needed;
    }

    private Scale scale(int number) {
        int tensor = tensors.get(number);
        return tensor == 0 ? input : nodes.get(tensor - 1).scale();
    }

    /** The layer before a rounding, with the rectifier that may lie between them. */
    private int rounded(int number, Scale output) {
        Network.Node node = network.nodes().get(number - 1);
        var activation = dev.pipit.framework.training.integer.Activation.NONE;
        if (node.layer() == Activation.RELU || node.layer() == Activation.RELU6) {
            activation = node.layer() == Activation.RELU ? dev.pipit.framework.training.integer.Activation.RELU
                : dev.pipit.framework.training.integer.Activation.RELU6;
            node = network.nodes().get(node.inputs().get(0) - 1);
        }
        if (node.layer() instanceof Concatenate) {
            return concatenated(node, output);
        }
        List<Integer> inputs = node.inputs().stream().map(tensors::get).toList();
        IntegerLayer layer = layer(node.layer(), network.shape(node.inputs().get(0)).height(), activation,
            scale(node.inputs().get(0)));
        nodes.add(new IntegerNode(node.name(), layer, inputs, output));
        return nodes.size();
    }

    /** The inputs at the scale of the output; where there is a rectifier behind, that scale has nothing below 0. */
    private int concatenated(Network.Node node, Scale output) {
        List<Integer> alike = new ArrayList<>();
        for (int from : node.inputs()) {
            int tensor = tensors.get(from);
            if (!scale(from).equals(output)) {
                nodes.add(new IntegerNode(node.name() + ".input" + alike.size(), new Requantize(), List.of(tensor), output));
                tensor = nodes.size();
            }
            alike.add(tensor);
        }
        nodes.add(new IntegerNode(node.name(), new dev.pipit.framework.training.integer.Concatenate(), alike, output));
        return nodes.size();
    }

    private static IntegerLayer layer(Layer layer, int height,
            dev.pipit.framework.training.integer.Activation activation, Scale input) {
        if (layer instanceof Convolution each) {
            return dev.pipit.framework.training.integer.Convolution.quantized(movement(each.window()),
                outputsFirst(each.weights(), each.filters()), each.bias(), activation, input);
        }
        if (layer instanceof Depthwise each) {
            return dev.pipit.framework.training.integer.Depthwise.quantized(movement(each.window()), 1, each.weights(),
                each.bias(), activation, input);
        }
        if (layer instanceof Add) {
            return new dev.pipit.framework.training.integer.Add(activation);
        }
        return layer instanceof Activation function ? table(function)
            : new Mean(height, dev.pipit.framework.training.integer.Padding.VALID);
    }

    private static IntegerLayer pool(Layer layer) {
        return layer instanceof AveragePool each ? new dev.pipit.framework.training.integer.AveragePool(
                movement(each.window()), dev.pipit.framework.training.integer.Activation.NONE)
            : new dev.pipit.framework.training.integer.MaxPool(movement(((MaxPool) layer).window()),
                dev.pipit.framework.training.integer.Activation.NONE);
    }

    private static Movement movement(Window window) {
        return new Movement(window.height(), window.width(), window.stride(), window.widthStride(), window.dilation(), 1,
            switch (window.padding()) {
                case VALID -> dev.pipit.framework.training.integer.Padding.VALID;
                case SAME -> dev.pipit.framework.training.integer.Padding.SAME;
                case CAUSAL -> dev.pipit.framework.training.integer.Padding.NEWEST;
            });
    }

    private static float[] outputsFirst(float[] weights, int filters) {
        float[] first = new float[weights.length];
        int taps = weights.length / filters;
        for (int f = 0; f < filters; f++) {
            for (int k = 0; k < taps; k++) {
                first[f * taps + k] = weights[k * filters + f];
            }
        }
        return first;
    }
}
