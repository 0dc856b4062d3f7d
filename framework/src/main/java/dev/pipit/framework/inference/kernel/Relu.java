package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorType;

/** RELU, RELU6, RELU_N1_TO_1, RELU_0_TO_1: cuts off what is outside a range of real numbers, and scales to the output. */
public final class Relu {
    private Relu() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        return prepare(node, new RealRange(0, Float.POSITIVE_INFINITY));
    }

    static Kernel prepareRelu6(Node node) throws ModelFormatException {
        return prepare(node, new RealRange(0, 6));
    }

    static Kernel prepareReluN1To1(Node node) throws ModelFormatException {
        return prepare(node, new RealRange(-1, 1));
    }

    static Kernel prepareRelu0To1(Node node) throws ModelFormatException {
        return prepare(node, new RealRange(0, 1));
    }

    private static Kernel prepare(Node node, RealRange real) throws ModelFormatException {
        node.arity(1, 1, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        node.require(in.elements() == out.elements(), "output must be as large as the input: numbers=%s, %s",
            in.elements(), out.elements());
        if (in.type() == TensorType.FLOAT32) {
            return () -> float32(in.storage(), out.storage(), in.elements(), real);
        }
        float inScale = node.quantization(in).scale();
        Rescale rescale = node.rescale(inScale / node.quantization(out).scale());
        int inZero = node.quantization(in).zeroPoint();
        int outZero = node.quantization(out).zeroPoint();
        Range range = Range.of(node, real, out);
        return () -> quantized(in, out, inZero, outZero, rescale, range);
    }

    private static void quantized(Operand in, Operand out, int inZero, int outZero, Rescale rescale, Range range) {
        for (int i = 0, count = in.elements(); i < count; i++) {
            out.put(i, range.clamp(rescale.apply(in.get(i) - inZero) + outZero));
        }
    }

    private static void float32(Storage in, Storage out, int count, RealRange range) {
        for (int i = 0; i < count; i++) {
            out.putFloat32(i, range.clamp(in.float32(i)));
        }
    }
}
