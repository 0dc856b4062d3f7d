package dev.pipit.framework.training;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A network as a device computes it in real numbers: batch normalisation folded into the layer before, dropout and rounding
 * left out. Weights are copies.
 */
public final class Folded {
    private final Network from;
    private final Network.Builder to;
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final Map<String, float[]> scales = new LinkedHashMap<>();

    private Folded(Network from) {
        this.from = from;
        this.to = Network.of(from.input());
    }

    /** Of a network in training, or of the network of its {@link Quantized} twin. */
    public static Folded of(Network network) {
        Folded folded = new Folded(network);
        folded.numbers.put(0, 0);
        for (int number = 1; number <= network.last(); number++) {
            if (!folded.numbers.containsKey(number)) {
                folded.add(number);
            }
        }
        return folded;
    }

    /** What the device computes. */
    public Network network() {
        return to.build();
    }

    /** What node {@code number} of the network that it was made of has become. */
    public int number(int number) {
        return numbers.get(number);
    }

    /** The learned scale of each channel of the normalisation that was folded into a node, by the node's name. */
    public Map<String, float[]> scales() {
        return scales;
    }

    private void add(int number) {
        Network.Node node = from.nodes().get(number - 1);
        Layer layer = node.layer();
        int[] inputs = node.inputs().stream().mapToInt(numbers::get).toArray();
        if (layer instanceof Dropout || layer instanceof FakeQuantize) {
            numbers.put(number, inputs[0]);
        } else if (layer instanceof BatchNorm norm) {
            numbers.put(number, to.add(node.name(),
                new Depthwise(Window.pointwise(), norm.factors(), norm.terms(), false), inputs));
        } else if (layer instanceof Convolution || layer instanceof Depthwise) {
            Optional<Integer> norm = onlyReader(from, number)
                .filter(n -> from.nodes().get(n - 1).layer() instanceof BatchNorm);
            numbers.put(number, to.add(node.name(), folded(layer, norm.map(n ->
                (BatchNorm) from.nodes().get(n - 1).layer()), false), inputs));
            norm.ifPresent(n -> {
                numbers.put(n, numbers.get(number));
                scales.put(node.name(), ((BatchNorm) from.nodes().get(n - 1).layer()).scale().clone());
            });
        } else {
            numbers.put(number, to.add(node.name(), layer, inputs));
        }
    }

    /** The node that alone reads a node. */
    static Optional<Integer> onlyReader(Network network, int number) {
        int found = 0;
        for (int n = number + 1; n <= network.last(); n++) {
            if (network.nodes().get(n - 1).inputs().contains(number)) {
                if (found > 0) {
                    return Optional.empty();
                }
                found = n;
            }
        }
        return found == 0 ? Optional.empty() : Optional.of(found);
    }

    /** A copy of a convolution that does what the normalisation behind it did. */
    static Layer folded(Layer layer, Optional<BatchNorm> norm, boolean quantized) {
        float[] weights = layer.parameters().get(0).values().clone();
        float[] bias = layer.parameters().get(1).values().clone();
        float[] ones = new float[bias.length];
        Arrays.fill(ones, 1);
        float[] factors = norm.map(BatchNorm::factors).orElse(ones);
        float[] terms = norm.map(BatchNorm::terms).orElse(new float[bias.length]);
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= factors[i % factors.length];
        }
        for (int c = 0; c < bias.length; c++) {
            bias[c] = bias[c] * factors[c] + terms[c];
        }
        return layer instanceof Convolution convolution
            ? new Convolution(convolution.window(), bias.length, weights, bias, quantized)
            : new Depthwise(((Depthwise) layer).window(), weights, bias, quantized);
    }
}
