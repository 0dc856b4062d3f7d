package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorType;

/** Real numbers to quantized ones, or quantized ones to another type or scale. */
public final class Quantize {
    private Quantize() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(1, 1, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        node.require(in.elements() == out.elements(), "output must be as large as the input: numbers=%s, %s",
            in.elements(), out.elements());
        float outScale = node.quantization(out).scale();
        int outZero = node.quantization(out).zeroPoint();
        Range range = Range.of(out.type());
        if (in.type() == TensorType.FLOAT32) {
            return () -> real(in, out, outScale, outZero, range);
        }
        int inZero = node.quantization(in).zeroPoint();
        Rescale rescale = node.rescale(node.quantization(in).scale() / (double) outScale);
        return () -> whole(in, out, inZero, outZero, rescale, range);
    }

    private static void real(Operand in, Operand out, float scale, int zeroPoint, Range range) {
        for (int i = 0, count = in.elements(); i < count; i++) {
            out.put(i, range.clamp(quantized(in.storage().float32(i), scale, zeroPoint)));
        }
    }

    /** The nearest whole number, halves away from zero; what does not fit is held at the ends of 32 bits, NaN gives
     * real zero. */
    private static int quantized(float x, float scale, int zeroPoint) {
        double steps = FloatRounding.round(x / scale);
        return Double.isNaN(steps) ? zeroPoint
            : (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, steps + zeroPoint));
    }

    private static void whole(Operand in, Operand out, int inZero, int outZero, Rescale rescale, Range range) {
        for (int i = 0, count = in.elements(); i < count; i++) {
            out.put(i, range.clamp(rescale.apply(in.get(i) - inZero) + outZero));
        }
    }
}
