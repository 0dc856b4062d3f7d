package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorType;

/** Absolute value. Of whole numbers without a scale the least, which has none, stays what it is. */
final class Abs {
    private Abs() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        Elementwise.sameSize(node);
        Operand in = node.input(0);
        Operand out = node.output(0);
        if (in.type() == TensorType.FLOAT32) {
            return Elementwise.prepare(node, RealFunction.ABS);
        }
        boolean plain = in.type() == TensorType.INT16 && in.info().quantization().isEmpty();
        if (plain || in.type() == TensorType.INT32) {
            return () -> whole(in, out);
        }
        int inZero = node.quantization(in).zeroPoint();
        int outZero = node.quantization(out).zeroPoint();
        node.require(in.type() == TensorType.INT8 || inZero == 0 && outZero == 0,
            "zero points of INT16 tensors must be 0: zero points=%s, %s", inZero, outZero);
        Rescale rescale = node.rescale(node.quantization(in).scale() / (double) node.quantization(out).scale());
        Range range = Range.of(out.type());
        return () -> quantized(in, out, inZero, outZero, rescale, range);
    }

    private static void whole(Operand in, Operand out) {
        for (int i = 0, count = in.elements(); i < count; i++) {
            out.put(i, Math.abs(in.get(i)));
        }
    }

    private static void quantized(Operand in, Operand out, int inZero, int outZero, Rescale rescale, Range range) {
        for (int i = 0, count = in.elements(); i < count; i++) {
            out.put(i, range.clamp(rescale.apply(Math.abs(in.get(i) - inZero)) + outZero));
        }
    }
}
