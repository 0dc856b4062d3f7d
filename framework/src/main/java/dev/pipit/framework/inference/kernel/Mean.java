package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.TensorType;

/**
 * Mean and sum over some dimensions.
 *
 * <p>Quantized numbers are added as they are, the zero points are taken off the sum, and the rest is scaled to the
 * output in one multiplication, into which the division by the count is folded. Real numbers are added in float, in the
 * order in which they lie. Whole numbers without a scale are added in 64 bits; a mean loses its fraction, a sum that
 * does not fit its upper bits. The mean of nothing is 0, for a quantized output the number 0.
 */
public final class Mean {
    private final Reduction reduction;
    private final Operand input;
    private final Operand output;
    /** What each sum is divided by; at least 1. */
    private final int divisor;

    private Mean(Node node, boolean divides) throws ModelFormatException {
        this.reduction = Reduction.of(node);
        this.input = node.input(0);
        this.output = node.output(0);
        this.divisor = divides ? Math.max(1, reduction.distances().length) : 1;
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        var kernel = new Mean(node, node.operator().code() == OperatorCode.MEAN);
        return switch (kernel.input.type()) {
            case FLOAT32 -> kernel::float32;
            case INT32, INT64 -> kernel::whole;
            default -> {
                int zeros = node.quantization(kernel.input).zeroPoint() * kernel.reduction.distances().length;
                int outZero = node.quantization(kernel.output).zeroPoint();
                Rescale rescale = rescale(node, kernel.divisor);
                Range range = Range.of(kernel.output.type());
                yield kernel.reduction.distances().length == 0 ? kernel::nothing
                    : () -> kernel.quantized(zeros, rescale, outZero, range);
            }
        };
    }

    /** By input scale / output scale / divisor. The divisor is taken off the rounded multiplier, as the source does. */
    private static Rescale rescale(Node node, int divisor) throws ModelFormatException {
        Rescale whole = node.rescale(node.quantization(node.input(0)).scale()
            / (double) node.quantization(node.output(0)).scale());
        int bits = Math.min(31 - Integer.numberOfLeadingZeros(divisor), 31 + whole.shift());
        return new Rescale((int) (((long) whole.multiplier() << bits) / divisor), whole.shift() - bits,
            whole.roundsOnce());
    }

    private void nothing() {
        for (int o = 0; o < reduction.firsts().length; o++) {
            output.put(o, 0);
        }
    }

    private void quantized(int zeros, Rescale rescale, int outZero, Range range) {
        int[] firsts = reduction.firsts();
        int[] distances = reduction.distances();
        for (int o = 0; o < firsts.length; o++) {
            int sum = -zeros;
            for (int distance : distances) {
                sum += input.get(firsts[o] + distance);
            }
            output.put(o, range.clamp(rescale.apply(sum) + outZero));
        }
    }

    private void whole() {
        int[] firsts = reduction.firsts();
        boolean wide = input.type() == TensorType.INT64;
        for (int o = 0; o < firsts.length; o++) {
            long sum = 0;
            for (int distance : reduction.distances()) {
                int i = firsts[o] + distance;
                sum += wide ? input.storage().int64(i) : input.storage().int32(i);
            }
            if (wide) {
                output.storage().putInt64(o, sum / divisor);
            } else {
                output.storage().putInt32(o, (int) (sum / divisor));
            }
        }
    }

    private void float32() {
        int[] firsts = reduction.firsts();
        Storage in = input.storage();
        for (int o = 0; o < firsts.length; o++) {
            float sum = 0;
            for (int distance : reduction.distances()) {
                sum += in.float32(firsts[o] + distance);
            }
            output.storage().putFloat32(o, sum / divisor);
        }
    }
}
