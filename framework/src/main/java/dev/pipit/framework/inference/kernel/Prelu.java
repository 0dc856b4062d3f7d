package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorType;

/** x, or, where x is negative, a part of it: x times the number of a second tensor that meets it. */
public final class Prelu {
    private final Operand input;
    private final Operand alpha;
    private final Operand output;
    private final Broadcast broadcast;

    private Prelu(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        this.input = node.input(0);
        this.alpha = node.input(1);
        this.output = node.output(0);
        this.broadcast = Broadcast.of(node, input, alpha, output);
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        var kernel = new Prelu(node);
        if (kernel.output.type() == TensorType.FLOAT32) {
            return kernel::float32;
        }
        double inScale = node.quantization(kernel.input).scale();
        double outScale = node.quantization(kernel.output).scale();
        double alphaScale = node.quantization(kernel.alpha).scale();
        var scaling = new Scaling(node.quantization(kernel.input).zeroPoint(), node.quantization(kernel.alpha).zeroPoint(),
            node.quantization(kernel.output).zeroPoint(), node.rescale(inScale / outScale),
            node.rescale(inScale * alphaScale / outScale), Range.of(kernel.output.type()));
        return () -> kernel.quantized(scaling);
    }

    private record Scaling(int inZero, int alphaZero, int outZero, Rescale positive, Rescale negative, Range range) { }

    private void quantized(Scaling s) {
        for (int i = 0, count = output.elements(); i < count; i++) {
            int x = input.get(broadcast.left(i)) - s.inZero;
            int y = x >= 0 ? s.positive.apply(x)
                : s.negative.apply(x * (alpha.get(broadcast.right(i)) - s.alphaZero));
            output.put(i, s.range.clamp(y + s.outZero));
        }
    }

    private void float32() {
        for (int i = 0, count = output.elements(); i < count; i++) {
            float x = input.storage().float32(broadcast.left(i));
            output.storage().putFloat32(i, x >= 0 ? x : x * alpha.storage().float32(broadcast.right(i)));
        }
    }
}
