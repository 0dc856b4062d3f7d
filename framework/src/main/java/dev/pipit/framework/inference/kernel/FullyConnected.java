package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/**
 * Each output is the product of a row of the input with a row of weights, plus a bias.
 *
 * <p>Shape: input {@code [rows, depth]} or anything that can be read as such, weights {@code [channels, depth]}, output
 * {@code [rows, channels]}.
 */
public final class FullyConnected {
    private final Filter filter;
    private final int rows;
    private final int depth;

    private FullyConnected(Filter filter, int rows) {
        this.filter = filter;
        this.rows = rows;
        this.depth = filter.weights().extent(1);
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        Filter filter = filter(node);
        Options.Activation activation = node.options(Options.FullyConnected.class).activation();
        int rows = filter.input().elements() / filter.weights().extent(1);
        var kernel = new FullyConnected(filter, rows);
        if (DynamicInput.isNeeded(filter)) {
            return kernel.rounded(node, filter.realBias(node), RealRange.of(node, activation));
        }
        if (filter.input().type() == TensorType.FLOAT32) {
            float[] bias = filter.realBias(node);
            RealRange range = RealRange.of(node, activation);
            return () -> kernel.float32(bias, range);
        }
        ChannelOutput output = output(node, filter);
        return filter.input().type() == TensorType.INT8 ? () -> kernel.int8(output) : () -> kernel.wholeNumbers(output);
    }

    /** The checked tensors. */
    public static Filter filter(Node node) throws ModelFormatException {
        node.arity(2, 3, 1);
        Operand input = node.input(0);
        Operand weights = node.weights(1);
        Operand output = node.output(0);
        node.require(weights.rank() == 2 && weights.elements() > 0, "weights must have rank 2: rank=%s",
            weights.rank());
        int depth = weights.extent(1);
        int channels = weights.extent(0);
        node.require(input.elements() % depth == 0, "input must have rows of %s: numbers=%s", depth, input.elements());
        node.require(output.elements() == input.elements() / depth * channels,
            "output must have %s numbers: numbers=%s", input.elements() / depth * channels, output.elements());
        return new Filter(input, weights, node.optionalInput(2), output, channels);
    }

    /** How sums become outputs, for tensors of whole numbers. */
    public static ChannelOutput output(Node node, Filter filter) throws ModelFormatException {
        Options.Activation activation = node.options(Options.FullyConnected.class).activation();
        return node.anyQuantization(filter.weights()).perAxis()
            ? ChannelOutput.symmetric(node, filter, 0, activation) : ChannelOutput.affine(node, filter, activation);
    }

    private void int8(ChannelOutput scaling) {
        Storage input = filter.input().storage();
        Storage weights = filter.weights().storage();
        Storage output = filter.output().storage();
        for (int row = 0; row < rows; row++) {
            for (int c = 0; c < filter.channels(); c++) {
                int sum = (int) scaling.bias()[c];
                for (int k = 0; k < depth; k++) {
                    sum += (input.int8(row * depth + k) + scaling.inputOffset())
                        * (weights.int8(c * depth + k) + scaling.filterOffset());
                }
                output.putInt8(row * filter.channels() + c, scaling.of(sum, c));
            }
        }
    }

    private void wholeNumbers(ChannelOutput scaling) {
        Operand input = filter.input();
        Operand weights = filter.weights();
        for (int row = 0; row < rows; row++) {
            for (int c = 0; c < filter.channels(); c++) {
                long sum = scaling.bias()[c];
                for (int k = 0; k < depth; k++) {
                    sum += (long) (input.get(row * depth + k) + scaling.inputOffset())
                        * (weights.get(c * depth + k) + scaling.filterOffset());
                }
                filter.output().put(row * filter.channels() + c, scaling.ofWide(sum, c));
            }
        }
    }

    /** Real numbers and weights of 8 bits; each row is a batch. */
    private Kernel rounded(Node node, float[] bias, RealRange range) throws ModelFormatException {
        float[] scales = DynamicInput.weightScales(node, filter, 0);
        var input = DynamicInput.of(node, filter.input(), rows,
            !node.options(Options.FullyConnected.class).asymmetricInput());
        return () -> rounded(input, scales, bias, range);
    }

    private void rounded(DynamicInput input, float[] scales, float[] bias, RealRange range) {
        Storage weights = filter.weights().storage();
        input.round();
        for (int row = 0; row < rows; row++) {
            for (int c = 0; c < filter.channels(); c++) {
                int sum = 0;
                for (int k = 0; k < depth; k++) {
                    sum += (input.numbers().int8(row * depth + k) - input.zeroPoint(row)) * weights.int8(c * depth + k);
                }
                float real = sum * (input.scale(row) * scales[c]);
                filter.output().storage().putFloat32(row * filter.channels() + c, range.clamp(real + bias[c]));
            }
        }
    }

    private void float32(float[] bias, RealRange range) {
        Storage input = filter.input().storage();
        Storage weights = filter.weights().storage();
        Storage output = filter.output().storage();
        for (int row = 0; row < rows; row++) {
            for (int c = 0; c < filter.channels(); c++) {
                float sum = 0;
                for (int k = 0; k < depth; k++) {
                    sum += input.float32(row * depth + k) * weights.float32(c * depth + k);
                }
                output.putFloat32(row * filter.channels() + c, range.clamp(sum + bias[c]));
            }
        }
    }
}
