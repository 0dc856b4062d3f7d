package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorType;

/**
 * e^(βx) of each number, divided by the sum of these over its row, which is the last dimension.
 *
 * <p>A quantized output covers 0 to 1 with all numbers of its type. Differences to the greatest number of a row become
 * fixed-point numbers with 5 integer bits; those too far below it give 0.
 */
public final class Softmax {
    private static final int DIFFERENCE_INTEGER_BITS = 5;
    private static final int SUM_INTEGER_BITS = 12;

    private final Operand input;
    private final Operand output;
    private final int depth;
    private final Rescale rescale;
    private final int leastDifference;
    private final Range range;
    private final int outputBits;

    private Softmax(Operand input, Operand output, Rescale rescale, int radius) {
        this.input = input;
        this.output = output;
        this.depth = input.depth();
        this.rescale = rescale;
        this.leastDifference = -radius;
        this.range = Range.of(output.type());
        this.outputBits = output.type().bits();
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(1, 1, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        float beta = node.options(Options.Softmax.class).beta();
        node.require(in.sameShape(out), "output must have the shape of the input");
        node.require(in.rank() > 0 && in.depth() > 0, "input must have rows: rank=%s", in.rank());
        if (in.type() == TensorType.FLOAT32) {
            return () -> float32(in, out.storage(), beta);
        }
        if (in.type() == TensorType.INT16) {
            return Softmax16.prepare(node, in, out, beta);
        }
        Quantization to = node.quantization(out);
        float outputScale = 1f / (1 << out.type().bits());
        node.require(Math.abs(to.scale() - outputScale) <= outputScale / 1000
            && to.zeroPoint() == Range.of(out.type()).least(),
            "output must cover 0 to 1: scale=%s, zeroPoint=%s", to.scale(), to.zeroPoint());
        double multiplier = (double) beta * node.quantization(in).scale() * (1 << (31 - DIFFERENCE_INTEGER_BITS));
        node.require(multiplier > 1, "beta times input scale must be above 2^-26: times 2^26=%s", multiplier);
        return new Softmax(in, out, node.rescale(Math.min(multiplier, Rescale.GREATEST)), radius(multiplier))::run;
    }

    /** The greatest difference that still has its integer bits when it is shifted left as the multiplier asks. */
    private static int radius(double multiplier) {
        long greatest = (1L << DIFFERENCE_INTEGER_BITS) - 1 << (31 - DIFFERENCE_INTEGER_BITS);
        return (int) (greatest >> Math.min(31, Math.getExponent(multiplier) + 1));
    }

    private void run() {
        for (int from = 0, end = input.elements(); from < end; from += depth) {
            int greatest = greatest(from);
            int sum = sumOfExponentials(from, greatest);
            int bits = Integer.numberOfLeadingZeros(sum);
            int reciprocal = FixedPointFunctions.oneOverOnePlus((sum << bits) - Integer.MIN_VALUE);
            int exponent = SUM_INTEGER_BITS - bits + 31 - outputBits;
            for (int i = from; i < from + depth; i++) {
                output.put(i, share(input.get(i) - greatest, reciprocal, exponent));
            }
        }
    }

    private int greatest(int from) {
        int greatest = Integer.MIN_VALUE;
        for (int i = from; i < from + depth; i++) {
            greatest = Math.max(greatest, input.get(i));
        }
        return greatest;
    }

    private int sumOfExponentials(int from, int greatest) {
        int sum = 0;
        for (int i = from; i < from + depth; i++) {
            int difference = input.get(i) - greatest;
            if (difference >= leastDifference) {
                sum += FixedPoint.roundingDivideByPowerOfTwo(exponential(difference), SUM_INTEGER_BITS);
            }
        }
        return sum;
    }

    private int exponential(int difference) {
        return FixedPointFunctions.expOnNegativeValues(rescale.apply(difference), DIFFERENCE_INTEGER_BITS);
    }

    private int share(int difference, int reciprocal, int exponent) {
        if (difference < leastDifference) {
            return range.least();
        }
        int product = FixedPoint.saturatingRoundingDoublingHighMul(reciprocal, exponential(difference));
        return range.clamp(FixedPoint.roundingDivideByPowerOfTwo(product, exponent) + range.least());
    }

    private static void float32(Operand in, Storage out, float beta) {
        Storage x = in.storage();
        int depth = in.depth();
        for (int from = 0, end = in.elements(); from < end; from += depth) {
            float greatest = Float.NEGATIVE_INFINITY;
            for (int i = from; i < from + depth; i++) {
                greatest = Math.max(greatest, x.float32(i));
            }
            float sum = 0;
            for (int i = from; i < from + depth; i++) {
                float exponential = (float) Math.exp((x.float32(i) - greatest) * beta);
                out.putFloat32(i, exponential);
                sum += exponential;
            }
            for (int i = from; i < from + depth; i++) {
                out.putFloat32(i, out.float32(i) / sum);
            }
        }
    }
}
