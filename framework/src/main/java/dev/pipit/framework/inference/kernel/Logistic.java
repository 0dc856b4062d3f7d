package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorType;

/**
 * 1 / (1 + e^−x). An output of 8 bits has the scale 1/256 and starts at the least number of its type, one of 16 bits has
 * 15 fractional bits.
 *
 * <p>8-bit inputs become fixed-point numbers with 4 integer bits; what is too far from 0 to be one gives the ends. 16-bit
 * ones are looked up in {@link SigmoidTable}.
 */
public final class Logistic {
    private static final int INTEGER_BITS = 4;

    private Logistic() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(1, 1, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        node.require(in.elements() == out.elements(), "output must be as large as the input: numbers=%s, %s",
            in.elements(), out.elements());
        if (in.type() == TensorType.FLOAT32) {
            return () -> float32(in.storage(), out.storage(), in.elements());
        }
        if (in.type() == TensorType.INT16) {
            return prepareInt16(node, in, out);
        }
        Quantization to = node.quantization(out);
        node.require(to.scale() == 1f / 256 && to.zeroPoint() == Byte.MIN_VALUE,
            "output must have scale 1/256 and zero point -128: scale=%s, zeroPoint=%s", to.scale(), to.zeroPoint());
        double multiplier = node.quantization(in).scale() * (double) (1 << (31 - INTEGER_BITS));
        node.require(multiplier >= 0.5, "input scale must be at least 2^-28: scale=%s", node.quantization(in).scale());
        Rescale rescale = node.rescale(Math.min(multiplier, Rescale.GREATEST));
        int inZero = node.quantization(in).zeroPoint();
        int radius = radius(multiplier);
        return () -> int8(in, out, inZero, radius, rescale);
    }

    /** The table wants numbers in which a real 1 is 3 × 2¹². The source cuts the multiplier off, it does not round it. */
    private static Kernel prepareInt16(Node node, Operand in, Operand out) throws ModelFormatException {
        Quantization from = node.quantization(in);
        Quantization to = node.quantization(out);
        node.require(isPowerOfTwo(to.scale(), -15) && to.zeroPoint() == 0,
            "output must have scale 2^-15 and zero point 0: scale=%s, zeroPoint=%s", to.scale(), to.zeroPoint());
        node.require(from.zeroPoint() == 0, "input must have zero point 0: zeroPoint=%s", from.zeroPoint());
        double scaled = from.scale() * 4096.0 * 3.0;
        node.require(scaled <= Short.MAX_VALUE, "input scale must be at most 32767 / (3 * 2^12): scale=%s", from.scale());
        if (isPowerOfTwo(from.scale(), -12)) {
            return () -> int16(in, out, 3, 0);
        }
        int shift = 0;
        while (scaled <= Short.MAX_VALUE / 2.0 && shift <= 30) {
            shift++;
            scaled *= 2;
        }
        int multiplier = (int) scaled;
        int bits = shift;
        return () -> int16(in, out, multiplier, bits);
    }

    /** Whether the logarithm is as near as the source asks for. */
    private static boolean isPowerOfTwo(float scale, int exponent) {
        return Math.abs(Math.log(scale) / Math.log(2) - exponent) < 1e-3;
    }

    private static void int16(Operand in, Operand out, int multiplier, int shift) {
        for (int i = 0, count = in.elements(); i < count; i++) {
            out.put(i, SigmoidTable.logistic(in.get(i), multiplier, shift));
        }
    }

    /** The greatest number that still has its integer bits when it is shifted left as the multiplier asks. */
    private static int radius(double multiplier) {
        long greatest = (1L << INTEGER_BITS) - 1 << (31 - INTEGER_BITS);
        return (int) (greatest >> Math.min(31, Math.getExponent(multiplier) + 1));
    }

    private static void int8(Operand in, Operand out, int inZero, int radius, Rescale rescale) {
        for (int i = 0, count = in.elements(); i < count; i++) {
            int x = in.get(i) - inZero;
            out.put(i, x <= -radius ? Byte.MIN_VALUE : x >= radius ? Byte.MAX_VALUE : logistic(rescale.apply(x)));
        }
    }

    private static int logistic(int x) {
        int y = FixedPointFunctions.logistic(x, INTEGER_BITS);
        return Math.min(FixedPoint.roundingDivideByPowerOfTwo(y, 31 - 8) + Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    private static void float32(Storage in, Storage out, int count) {
        for (int i = 0; i < count; i++) {
            out.putFloat32(i, (float) (1 / (1 + Math.exp(-in.float32(i)))));
        }
    }
}
