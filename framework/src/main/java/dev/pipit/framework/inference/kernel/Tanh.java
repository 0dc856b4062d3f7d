package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Quantization;

/**
 * Hyperbolic tangent. A quantized output has 7 or 15 fractional bits. 8-bit inputs become fixed-point numbers with 4
 * integer bits; those beyond give −1 and 1. 16-bit ones are looked up in {@link SigmoidTable}. Real numbers are computed
 * in double and rounded to float.
 */
public final class Tanh {
    private static final int INTEGER_BITS = 4;

    private Tanh() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(1, 1, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        node.require(in.elements() == out.elements(), "output must be as large as the input: numbers=%s, %s",
            in.elements(), out.elements());
        return switch (in.type()) {
            case FLOAT32 -> () -> float32(in.storage(), out.storage(), in.elements());
            case INT16 -> prepareInt16(node, in, out);
            default -> prepareInt8(node, in, out);
        };
    }

    private static Kernel prepareInt8(Node node, Operand in, Operand out) throws ModelFormatException {
        checkOutput(node, out, 7);
        double multiplier = node.quantization(in).scale() * (double) (1 << (31 - INTEGER_BITS));
        node.require(multiplier >= 0.5, "input scale must be at least 2^-28: scale=%s", node.quantization(in).scale());
        Rescale rescale = node.rescale(Math.min(multiplier, Rescale.GREATEST));
        long greatest = (1L << INTEGER_BITS) - 1 << (31 - INTEGER_BITS);
        int radius = (int) (greatest >> Math.min(31, Math.getExponent(multiplier) + 1));
        int inZero = node.quantization(in).zeroPoint();
        return () -> int8(in, out, inZero, radius, rescale);
    }

    /** The table wants numbers in which a real 1 is 3 × 2¹². The source cuts the multiplier off, it does not round it. */
    private static Kernel prepareInt16(Node node, Operand in, Operand out) throws ModelFormatException {
        checkOutput(node, out, 15);
        Quantization from = node.quantization(in);
        node.require(from.zeroPoint() == 0, "input must have zero point 0: zeroPoint=%s", from.zeroPoint());
        if (isPowerOfTwo(from.scale(), -12)) {
            return () -> int16(in, out, 3, 0);
        }
        if (isPowerOfTwo(from.scale(), -11)) {
            return () -> int16(in, out, 6, 0);
        }
        double scaled = from.scale() * 4096.0 * 3.0;
        int shift = 0;
        while (scaled <= Short.MAX_VALUE / 2.0 && shift <= 30) {
            shift++;
            scaled *= 2;
        }
        node.require(scaled <= Short.MAX_VALUE, "input scale must be at most 32767 / (3 * 2^12): scale=%s", from.scale());
        int multiplier = (int) scaled;
        int bits = shift;
        return () -> int16(in, out, multiplier, bits);
    }

    private static void checkOutput(Node node, Operand out, int fractionalBits) throws ModelFormatException {
        Quantization to = node.quantization(out);
        node.require(isPowerOfTwo(to.scale(), -fractionalBits) && to.zeroPoint() == 0,
            "output must have scale 2^-%s and zero point 0: scale=%s, zeroPoint=%s", fractionalBits, to.scale(),
            to.zeroPoint());
    }

    /** Whether the logarithm is as near as the source asks for. */
    private static boolean isPowerOfTwo(float scale, int exponent) {
        return Math.abs(Math.log(scale) / Math.log(2) - exponent) < 1e-3;
    }

    private static void int8(Operand in, Operand out, int inZero, int radius, Rescale rescale) {
        for (int i = 0, count = in.elements(); i < count; i++) {
            int x = in.get(i) - inZero;
            out.put(i, x <= -radius ? Byte.MIN_VALUE : x >= radius ? Byte.MAX_VALUE : tanh(rescale.apply(x)));
        }
    }

    private static int tanh(int x) {
        int y = FixedPoint.roundingDivideByPowerOfTwo(FixedPointFunctions.tanh(x, INTEGER_BITS), 31 - 7);
        return Math.min(y, Byte.MAX_VALUE);
    }

    private static void int16(Operand in, Operand out, int multiplier, int shift) {
        for (int i = 0, count = in.elements(); i < count; i++) {
            out.put(i, SigmoidTable.tanh(in.get(i), multiplier, shift));
        }
    }

    private static void float32(Storage in, Storage out, int count) {
        for (int i = 0; i < count; i++) {
            out.putFloat32(i, (float) Math.tanh(in.float32(i)));
        }
    }
}
