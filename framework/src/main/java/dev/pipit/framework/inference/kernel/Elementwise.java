package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorType;

/** A {@linkplain RealFunction function} of each number; quantized numbers of 8 bits go through a table of it. */
final class Elementwise {
    private Elementwise() {
    }

    static Kernel prepare(Node node, RealFunction function) throws ModelFormatException {
        sameSize(node);
        Operand in = node.input(0);
        Operand out = node.output(0);
        if (in.type() == TensorType.FLOAT32) {
            return () -> float32(in.storage(), out.storage(), in.elements(), function);
        }
        Quantization from = node.quantization(in);
        Quantization to = node.quantization(out);
        Range range = Range.of(out.type());
        return ByteTable.kernel(node, in, out, x -> quantized(x, function, from, to, range));
    }

    static Kernel prepareElu(Node node) throws ModelFormatException {
        return prepare(node, node.input(0).type() == TensorType.FLOAT32 ? RealFunction.ELU : RealFunction.ELU_BY_EXP);
    }

    static Kernel prepareGelu(Node node) throws ModelFormatException {
        boolean approximate = node.options(Options.Gelu.class).approximate();
        return prepare(node, approximate ? RealFunction.GELU_BY_TANH : RealFunction.GELU);
    }

    /** Refuses unless there is one input and one output of its size. */
    static void sameSize(Node node) throws ModelFormatException {
        node.arity(1, 1, 1);
        int inputs = node.input(0).elements();
        int outputs = node.output(0).elements();
        node.require(inputs == outputs, "output must be as large as the input: numbers=%s, %s", inputs, outputs);
    }

    private static int quantized(int x, RealFunction function, Quantization from, Quantization to, Range range) {
        float steps = function.of(from.scale() * (x - from.zeroPoint())) * (1 / to.scale());
        return range.clamp((int) (FloatRounding.round(steps) + to.zeroPoint()));
    }

    private static void float32(Storage in, Storage out, int count, RealFunction function) {
        for (int i = 0; i < count; i++) {
            out.putFloat32(i, function.of(in.float32(i)));
        }
    }
}
