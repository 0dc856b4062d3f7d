package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorType;

/**
 * Sum or difference of two tensors, number by number.
 *
 * <p>Quantized inputs are brought to a common scale, twice the greater of theirs, with bits to spare on the right
 * ({@code 20} for 8-bit tensors, {@code 15} for 16-bit ones), are added there, and the sum is scaled to the output.
 */
public final class Add {
    private final Operand left;
    private final Operand right;
    private final Operand output;
    private final Broadcast broadcast;
    private final int sign;

    private Add(Node node, int sign) throws ModelFormatException {
        node.arity(2, 2, 1);
        this.left = node.input(0);
        this.right = node.input(1);
        this.output = node.output(0);
        this.broadcast = Broadcast.of(node, left, right, output);
        this.sign = sign;
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        return prepare(node, 1);
    }

    static Kernel prepareDifference(Node node) throws ModelFormatException {
        return prepare(node, -1);
    }

    private static Kernel prepare(Node node, int sign) throws ModelFormatException {
        var kernel = new Add(node, sign);
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
    public record Scaling(int leftOffset, int rightOffset, int outputOffset, int spareBits, Rescale left, Rescale right,
            Rescale output, Range range) {
        /** From the scales of the tensors. */
        public static Scaling of(Node node, Options.Activation activation) throws ModelFormatException {
            Quantization l = node.quantization(node.input(0));
            Quantization r = node.quantization(node.input(1));
            Quantization out = node.quantization(node.output(0));
            int spareBits = node.output(0).type() == TensorType.INT16 ? 15 : 20;
            float common = 2 * Math.max(l.scale(), r.scale());
            double fromLeft = l.scale() / (double) common;
            double fromRight = r.scale() / (double) common;
            double back = common / ((1 << spareBits) * (double) out.scale());
            if (node.operator().code() == OperatorCode.SUB) {       // the source divides floats for SUB, doubles for ADD
                fromLeft = l.scale() / common;
                fromRight = r.scale() / common;
                back = common / ((1 << spareBits) * out.scale());
            }
            node.require(back < 1, "output scale must not be far below those of the inputs: multiplier=%s", back);
            return new Scaling(-l.zeroPoint(), -r.zeroPoint(), out.zeroPoint(), spareBits,
                node.rescale(fromLeft), node.rescale(fromRight), node.rescale(back),
                Range.of(node, activation, node.output(0)));
        }
    }

    /** How sums become outputs, for tensors of whole numbers with scales. */
    public static Scaling scaling(Node node) throws ModelFormatException {
        return Scaling.of(node, node.options(Options.Arithmetic.class).activation());
    }

    private void quantized(Scaling s) {
        for (int i = 0, count = output.elements(); i < count; i++) {
            int a = s.left.apply(left.get(broadcast.left(i)) + s.leftOffset << s.spareBits);
            int b = s.right.apply(right.get(broadcast.right(i)) + s.rightOffset << s.spareBits);
            output.put(i, s.range.clamp(s.output.apply(a + sign * b) + s.outputOffset));
        }
    }

    private void int32() {
        for (int i = 0, count = output.elements(); i < count; i++) {
            output.put(i, left.get(broadcast.left(i)) + sign * right.get(broadcast.right(i)));
        }
    }

    private void float32(RealRange range) {
        for (int i = 0, count = output.elements(); i < count; i++) {
            float a = left.storage().float32(broadcast.left(i));
            float b = right.storage().float32(broadcast.right(i));
            output.storage().putFloat32(i, range.clamp(sign > 0 ? a + b : a - b));
        }
    }
}
