package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorType;

/**
 * x × min(6, max(0, x + 3)) / 6.
 *
 * <p>8-bit numbers are computed with 16: x on the scale of the output, times a share of 15 fractional bits that goes from
 * 0 at x = −3 to 1 at x = 3. Every step is that of the source, whose roundings partly cancel. Error: below 1.5 steps of
 * the output where its scale is not finer than that of the input; pinned by {@code ActivationTest}.
 */
public final class HardSwish {
    private static final int SPARE_BITS = 7;                 // a difference of 8-bit numbers has 9 of 16 bits

    private HardSwish() {
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
        Scaling scaling = Scaling.of(node, node.quantization(in), node.quantization(out));
        Range range = Range.of(out.type());
        return () -> quantized(in, out, scaling, range);
    }

    private record Scaling(int inZero, int outZero, int toOutput, int outputExponent, int toShare, int shareExponent) {
        static Scaling of(Node node, Quantization from, Quantization to) throws ModelFormatException {
            float fine = from.scale() / (1 << SPARE_BITS);   // exact
            Rescale output = node.rescale(fine / to.scale());
            Rescale share = node.rescale(fine / (3 / 32768f));
            node.require(output.shift() <= 0 && output.shift() >= -15,
                "output scale must be 2^-7 to 2^9 of the input scale: scales=%s, %s", from.scale(), to.scale());
            node.require(share.shift() >= -15, "input scale must be at least 2^-22: scale=%s", from.scale());
            return new Scaling(from.zeroPoint(), to.zeroPoint(), upperHalf(output.multiplier()), output.shift(),
                upperHalf(share.multiplier()), share.shift());
        }
    }

    /** The nearest multiplier of 16 bits. */
    private static int upperHalf(int multiplier) {
        return (int) Math.min(Short.MAX_VALUE, multiplier + (1L << 15) >> 16);
    }

    private static void quantized(Operand in, Operand out, Scaling s, Range range) {
        for (int i = 0, count = in.elements(); i < count; i++) {
            int fine = in.get(i) - s.inZero << SPARE_BITS;
            int unscaled = product(share(fine, s), doubledHigh(fine, s.toOutput));
            // 16 bits, as in the source: a sum that is too large comes out at the other end
            short y = (short) (FixedPoint.roundingDivideByPowerOfTwo(unscaled, -s.outputExponent) + s.outZero);
            out.put(i, range.clamp(y));
        }
    }

    /** From 0 for real −3 to 2¹⁵ − 1 for real 3. */
    private static int share(int fine, Scaling s) {
        int x = s.shareExponent > 0 ? saturated((long) fine << s.shareExponent - 1) : fine;
        x = doubledHigh(x, s.toShare);
        if (s.shareExponent > 0) {
            x = saturated(x << 1);
        } else {
            x = FixedPoint.roundingDivideByPowerOfTwo(x, -s.shareExponent);
        }
        return x + (1 << 15) >> 1;
    }

    private static int saturated(long x) {
        return (int) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, x));
    }

    /** The upper 16 bits of 2ab, rounded to nearest, halves up; b is not negative. */
    private static int doubledHigh(int a, int b) {
        int ab = a * b;
        return (ab + (ab >= 0 ? 1 << 14 : 1 - (1 << 14))) / (1 << 15);
    }

    /** The same, rounded towards zero. */
    private static int product(int a, int b) {
        return a * b / (1 << 15);
    }

    private static void float32(Storage in, Storage out, int count) {
        for (int i = 0; i < count; i++) {
            float x = in.float32(i);
            out.putFloat32(i, x * Math.min(6, Math.max(0, x + 3)) / 6);
        }
    }
}
