package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;

/** Product of two tensors, number by number. */
public final class Mul {
    private final Operand left;
    private final Operand right;
    private final Operand output;
    private final Broadcast broadcast;

    private Mul(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        this.left = node.input(0);
        this.right = node.input(1);
        this.output = node.output(0);
        this.broadcast = Broadcast.of(node, left, right, output);
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        var kernel = new Mul(node);
        var options = node.options(Options.Arithmetic.class);
        return switch (kernel.output.type()) {
            case FLOAT32 -> {
                RealRange range = RealRange.of(node, options.activation());
                yield () -> kernel.float32(range);
            }
            case INT32 -> {
                node.require(options.activation() == Options.Activation.NONE,
                    "INT32 tensors must have no fused activation: activation=%s", options.activation());
                yield kernel::int32;
            }
            default -> {
                Scaling scaling = Scaling.of(node, options.activation());
                yield () -> kernel.quantized(scaling);
            }
        };
    }

    /** How two quantized inputs become one output; computed once, for every version of this operator. */
    public record Scaling(int leftOffset, int rightOffset, int outputOffset, Rescale rescale, Range range) {
        /** From the scales of the tensors. */
        public static Scaling of(Node node, Options.Activation activation) throws ModelFormatException {
            Quantization l = node.quantization(node.input(0));
            Quantization r = node.quantization(node.input(1));
            Quantization out = node.quantization(node.output(0));
            return new Scaling(-l.zeroPoint(), -r.zeroPoint(), out.zeroPoint(),
                node.rescale((double) l.scale() * r.scale() / out.scale()),
                Range.of(node, activation, node.output(0)));
        }
    }

    private void quantized(Scaling s) {
        for (int i = 0, count = output.elements(); i < count; i++) {
            int a = left.get(broadcast.left(i)) + s.leftOffset;
            int b = right.get(broadcast.right(i)) + s.rightOffset;
            output.put(i, s.range.clamp(s.rescale.apply(a * b) + s.outputOffset));
        }
    }

    private void int32() {
        for (int i = 0, count = output.elements(); i < count; i++) {
            output.put(i, left.get(broadcast.left(i)) * right.get(broadcast.right(i)));
        }
    }

    private void float32(RealRange range) {
        for (int i = 0, count = output.elements(); i < count; i++) {
            output.storage().putFloat32(i, range.clamp(
                left.storage().float32(broadcast.left(i)) * right.storage().float32(broadcast.right(i))));
        }
    }
}
