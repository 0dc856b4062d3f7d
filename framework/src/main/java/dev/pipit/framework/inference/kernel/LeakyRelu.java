package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/** x, or, where x is negative, a part of it: alpha times x. */
public final class LeakyRelu {
    private LeakyRelu() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(1, 1, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        node.require(in.elements() == out.elements(), "output must be as large as the input: numbers=%s, %s",
            in.elements(), out.elements());
        float alpha = node.options(Options.LeakyRelu.class).alpha();
        if (in.type() == TensorType.FLOAT32) {
            return () -> float32(in.storage(), out.storage(), in.elements(), alpha);
        }
        float inScale = node.quantization(in).scale();
        float outScale = node.quantization(out).scale();
        var scaling = new Scaling(node.quantization(in).zeroPoint(), node.quantization(out).zeroPoint(),
            node.rescale(inScale / outScale), node.rescale(inScale * alpha / outScale), Range.of(out.type()));
        return () -> quantized(in, out, scaling);
    }

    private record Scaling(int inZero, int outZero, Rescale positive, Rescale negative, Range range) { }

    private static void quantized(Operand in, Operand out, Scaling s) {
        for (int i = 0, count = in.elements(); i < count; i++) {
            int x = in.get(i) - s.inZero;
            out.put(i, s.range.clamp((x >= 0 ? s.positive : s.negative).apply(x) + s.outZero));
        }
    }

    private static void float32(Storage in, Storage out, int count, float alpha) {
        for (int i = 0; i < count; i++) {
            float x = in.float32(i);
            out.putFloat32(i, x > 0 ? x : x * alpha);
        }
    }
}
