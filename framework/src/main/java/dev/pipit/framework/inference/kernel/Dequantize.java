package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.Half;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorType;

/**
 * Quantized numbers to real ones: scale × (q − zeroPoint), computed in double and rounded to float. Numbers of FLOAT16 are
 * real already.
 */
public final class Dequantize {
    private Dequantize() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(1, 1, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        node.require(in.elements() == out.elements(), "output must be as large as the input: numbers=%s, %s",
            in.elements(), out.elements());
        if (in.type() == TensorType.FLOAT16) {
            return () -> widen(in, out.storage());
        }
        double scale = node.quantization(in).scale();
        int zeroPoint = node.quantization(in).zeroPoint();
        return () -> run(in, out.storage(), scale, zeroPoint);
    }

    private static void widen(Operand in, Storage out) {
        for (int i = 0, count = in.elements(); i < count; i++) {
            out.putFloat32(i, Half.real((short) in.storage().int16(i)));
        }
    }

    private static void run(Operand in, Storage out, double scale, int zeroPoint) {
        for (int i = 0, count = in.elements(); i < count; i++) {
            out.putFloat32(i, (float) (scale * (in.get(i) - zeroPoint)));
        }
    }
}
