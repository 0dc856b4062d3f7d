package dev.pipit.framework.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.pipit.framework.training.integer.IntegerNetwork;
import dev.pipit.framework.training.integer.Scale;

/**
 * The twin of a trained network that feels how it will be rounded: batch normalisation folded into the layer before,
 * weights and outputs rounded to 8 bits in every forward pass. Trained a little further, its weights learn to live with it
 * (quantization-aware training, Jacob et al. 2018); then {@link #integers} gives the network in whole numbers.
 */
public final class Quantized {
    private final Network network;
    private final Scale input;
    private final Map<Integer, Integer> numbers;

    private Quantized(Network network, Scale input, Map<Integer, Integer> numbers) {
        this.network = network;
        this.input = input;
        this.numbers = numbers;
    }

    /**
     * Makes the twin; the weights are copies.
     *
     * @param scale of the input: what the device's features are rounded to
     * @throws IllegalArgumentException if a layer has no form in 8 bits
     */
    public static Quantized of(Network network, Scale scale) {
        return new Twin(network, scale).make();
    }

    /** To be trained further, and to see what rounding costs. */
    public Network network() {
        return network;
    }

    /** What node {@code number} of the network that it was made of has become, with its rounding. */
    public int number(int number) {
        return numbers.get(number);
    }

    /** The network in whole numbers, with some nodes of the first network as its outputs. */
    public IntegerNetwork integers(List<Integer> outputs) {
        return new Integers(network, input).make(outputs.stream().map(this::number).toList());
    }

    /** Builds the twin node by node. */
    private static final class Twin {
        private final Network from;
        private final Scale scale;
        private final Network.Builder to;
        private final Map<Integer, Integer> numbers = new HashMap<>();
        private final List<Integer> taken = new ArrayList<>();

        Twin(Network from, Scale scale) {
            this.from = from;
            this.scale = scale;
            this.to = Network.of(from.input());
        }

        Quantized make() {
            numbers.put(0, to.add("input", new FakeQuantize(scale), 0));
            for (int number = 1; number <= from.last(); number++) {
                if (!taken.contains(number)) {
                    add(number);
                }
            }
            return new Quantized(to.build(), scale, numbers);
        }

        private void add(int number) {
            Network.Node node = from.nodes().get(number - 1);
            Layer layer = node.layer();
            int[] inputs = node.inputs().stream().mapToInt(numbers::get).toArray();
            if (layer instanceof Dropout) {
                numbers.put(number, inputs[0]);
            } else if (layer instanceof Convolution || layer instanceof Depthwise) {
                filter(number, node.name(), layer, inputs);
            } else if (layer == Activation.TANH || layer == Activation.SIGMOID) {
                to.add(node.name(), layer, inputs);
                numbers.put(number, to.add(node.name() + ".rounded", new FakeQuantize(Integers.scaleOf((Activation) layer))));
            } else if (layer instanceof AveragePool || layer instanceof MaxPool) {
                numbers.put(number, to.add(node.name(), layer, inputs));
            } else if (layer instanceof Add || layer instanceof GlobalMean || layer instanceof Concatenate) {
                to.add(node.name(), layer, inputs);
                numbers.put(number, rounded(number, node.name()));
            } else {
                throw new IllegalArgumentException("layer has no form in 8 bits: node=" + node.name() + ", layer="
                    + layer.getClass().getSimpleName() + "; use convolutions, pools, sums, concatenations and activations instead");
            }
        }

        private void filter(int number, String name, Layer layer, int[] inputs) {
            Optional<Integer> norm = Folded.onlyReader(from, number)
                .filter(n -> from.nodes().get(n - 1).layer() instanceof BatchNorm);
            to.add(name, Folded.folded(layer, norm.map(n -> (BatchNorm) from.nodes().get(n - 1).layer()), true), inputs);
            norm.ifPresent(taken::add);
            int last = rounded(norm.orElse(number), name);
            numbers.put(number, last);
            norm.ifPresent(n -> numbers.put(n, last));
        }

        /** Takes in a rectifier behind a node, and rounds. */
        private int rounded(int number, String name) {
            Optional<Integer> rectifier = Folded.onlyReader(from, number)
                .filter(n -> from.nodes().get(n - 1).layer() == Activation.RELU
                    || from.nodes().get(n - 1).layer() == Activation.RELU6);
            rectifier.ifPresent(n -> {
                to.add(name + ".rectified", from.nodes().get(n - 1).layer());
                taken.add(n);
            });
            int last = to.add(name + ".rounded", new FakeQuantize());
            rectifier.ifPresent(n -> numbers.put(n, last));
            return last;
        }
    }
}
