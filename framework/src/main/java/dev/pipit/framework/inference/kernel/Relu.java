package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.TensorType;

/** RELU and RELU6: cuts off what is below 0 and, for the second, above 6, and scales to the output. */
public final class Relu {
    private Relu() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        return prepare(node, Activation.RELU);
    }

    static Kernel prepareRelu6(Node node) throws ModelFormatException {
        return prepare(node, Activation.RELU6);
    }

    private static Kernel prepare(Node node, Activation activation) throws ModelFormatException {
        node.arity(1, 1, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        node.require(in.elements() == out.elements(), "output must be as large as the input: numbers=%s, %s",
            in.elements(), out.elements());
        if (in.type() == TensorType.FLOAT32) {
            RealRange range = RealRange.of(node, activation);
            return () -> float32(in.storage(), out.storage(), in.elements(), range);
        }
        float inScale = node.quantization(in).scale();
        Rescale rescale = node.rescale(inScale / node.quantization(out).scale());
        int inZero = node.quantization(in).zeroPoint();
        int outZero = node.quantization(out).zeroPoint();
        Range range = Range.of(node, activation, out);
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
