package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorType;

/**
 * Logarithm of the {@linkplain Softmax share} of each number in its row, which is the last dimension: x minus the
 * logarithm of the sum of e^x.
 *
 * <p>A quantized output covers −16 to 0. Differences to the greatest number of a row become fixed-point numbers with 5
 * integer bits; those too far below it give the least number of the output.
 */
final class LogSoftmax {
    private static final int DIFFERENCE_INTEGER_BITS = 5;
    private static final int SUM_INTEGER_BITS = 12;
    private static final int OUTPUT_INTEGER_BITS = 4;
    private static final float OUTPUT_SCALE = 1f / 16;

    private final Operand input;
    private final Operand output;
    private final Rescale rescale;
    private final Rescale reverse;
    private final int leastDifference;

    private LogSoftmax(Node node, Rescale rescale) throws ModelFormatException {
        this.input = node.input(0);
        this.output = node.output(0);
        this.rescale = rescale;
        this.reverse = node.rescale((1L << 31 - rescale.shift()) / (double) rescale.multiplier());
        long greatest = (1L << DIFFERENCE_INTEGER_BITS) - 1 << 31 - DIFFERENCE_INTEGER_BITS;
        this.leastDifference = -(int) (greatest >> rescale.shift());
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(1, 1, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        node.require(in.sameShape(out), "output must have the shape of the input");
        node.require(in.rank() > 0 && in.depth() > 0, "input must have rows: rank=%s", in.rank());
        if (in.type() == TensorType.FLOAT32) {
            return () -> float32(in, out.storage());
        }
        Quantization to = node.quantization(out);
        node.require(to.scale() == OUTPUT_SCALE && to.zeroPoint() == Byte.MAX_VALUE,
            "output must have scale 1/16 and zero point 127: scale=%s, zeroPoint=%s", to.scale(), to.zeroPoint());
        double multiplier = (double) node.quantization(in).scale() * (1 << 31 - DIFFERENCE_INTEGER_BITS);
        node.require(multiplier > 1, "input scale must be above 2^-26: scale=%s", node.quantization(in).scale());
        return new LogSoftmax(node, node.rescale(Math.min(multiplier, Rescale.GREATEST)))::int8;
    }

    private void int8() {
        int depth = input.depth();
        for (int from = 0, end = input.elements(); from < end; from += depth) {
            int greatest = Byte.MIN_VALUE;
            for (int i = from; i < from + depth; i++) {
                greatest = Math.max(greatest, input.get(i));
            }
            int logOfSum = FixedPointFunctions.log(sumOfExponentials(from, greatest), SUM_INTEGER_BITS,
                DIFFERENCE_INTEGER_BITS);
            int least = Math.max(leastDifference - 1, reverse.apply(logOfSum + Integer.MIN_VALUE));
            for (int i = from; i < from + depth; i++) {
                int difference = input.get(i) - greatest;
                output.put(i, difference > least ? result(rescale.apply(difference) - logOfSum) : Byte.MIN_VALUE);
            }
        }
    }

    private int sumOfExponentials(int from, int greatest) {
        int sum = 0;
        for (int i = from; i < from + input.depth(); i++) {
            int difference = input.get(i) - greatest;
            if (difference >= leastDifference) {
                int exponential = FixedPointFunctions.expOnNegativeValues(rescale.apply(difference),
                    DIFFERENCE_INTEGER_BITS);
                sum += FixedPoint.roundingDivideByPowerOfTwo(exponential, SUM_INTEGER_BITS);
            }
        }
        return sum;
    }

    private static int result(int logarithm) {
        int q = FixedPoint.roundingDivideByPowerOfTwo(logarithm, 31 - DIFFERENCE_INTEGER_BITS - OUTPUT_INTEGER_BITS)
            + Byte.MAX_VALUE;
        return Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, q));
    }

    private static void float32(Operand in, Storage out) {
        Storage x = in.storage();
        int depth = in.depth();
        for (int from = 0, end = in.elements(); from < end; from += depth) {
            float greatest = -Float.MAX_VALUE;
            for (int i = from; i < from + depth; i++) {
                greatest = Math.max(greatest, x.float32(i));
            }
            float sum = 0;
            for (int i = from; i < from + depth; i++) {
                sum += (float) Math.exp(x.float32(i) - greatest);
            }
            float logOfSum = (float) Math.log(sum);
            for (int i = from; i < from + depth; i++) {
                out.putFloat32(i, x.float32(i) - greatest - logOfSum);
            }
        }
    }
}
