package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;

/**
 * Energy of a spectrum in {@code num_channels} bands that overlap: each bin counts for one band with its weight, for the
 * next with its other weight, {@code unweight}. Bands are 64 bits without sign.
 *
 * <p>Shape: input {@code [bins]}; weights and other weights, of all slopes one behind the other; then, for each of
 * {@code num_channels + 1} slopes, its first bin, its first weight and its width; output {@code [num_channels]}.
 */
final class SignalFilterBank {
    private final Storage input;
    private final Storage weights;
    private final Storage unweights;
    private final Operand bins;
    private final Operand starts;
    private final Operand widths;
    private final Storage output;
    private final int channels;

    private SignalFilterBank(Node node, int channels) throws ModelFormatException {
        this.input = node.input(0).storage();
        this.weights = node.input(1).storage();
        this.unweights = node.input(2).storage();
        this.bins = node.input(3);
        this.starts = node.input(4);
        this.widths = node.input(5);
        this.output = node.output(0).storage();
        this.channels = channels;
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(6, 6, 1);
        int channels = node.customNumber("num_channels", 1, Short.MAX_VALUE);
        node.require(node.output(0).elements() == channels, "output must have %s numbers: numbers=%s", channels,
            node.output(0).elements());
        for (int k = 3; k <= 5; k++) {
            node.require(node.input(k).info().constant().isPresent() && node.input(k).elements() > channels,
                "input %s must be constant and have %s numbers: numbers=%s", k, channels + 1, node.input(k).elements());
        }
        int fewest = Math.min(node.input(1).elements(), node.input(2).elements());
        for (int slope = 0; slope <= channels; slope++) {
            int bin = node.input(3).get(slope);
            int start = node.input(4).get(slope);
            int width = node.input(5).get(slope);
            node.require(bin >= 0 && start >= 0 && (width <= 0 || bin + width <= node.input(0).elements()
                && start + width <= fewest), "slope %s must lie inside: bin=%s of %s, weight=%s of %s, width=%s", slope,
                bin, node.input(0).elements(), start, fewest, width);
        }
        return new SignalFilterBank(node, channels)::run;
    }

    private void run() {
        long risen = 0;
        for (int slope = 0; slope <= channels; slope++) {
            long sum = risen;
            risen = 0;
            int bin = bins.get(slope);
            int weight = starts.get(slope);
            for (int i = 0, width = widths.get(slope); i < width; i++) {
                long energy = input.int32(bin + i) & 0xFFFF_FFFFL;
                sum += weights.int16(weight + i) * energy;
                risen += unweights.int16(weight + i) * energy;
            }
            if (slope > 0) {
                output.putInt64(slope - 1, sum);
            }
        }
    }
}
