package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorType;

/**
 * (x − y)² of two tensors, number by number. Quantized inputs are brought to a common scale, twice the greater of
 * theirs, with 7 bits to spare on the right for 8-bit tensors; the square is scaled to the output.
 */
final class SquaredDifference {
    private final Operand left;
    private final Operand right;
    private final Operand output;
    private final Broadcast broadcast;

    private SquaredDifference(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        this.left = node.input(0);
        this.right = node.input(1);
        this.output = node.output(0);
        this.broadcast = Broadcast.of(node, left, right, output);
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        var kernel = new SquaredDifference(node);
        return switch (kernel.output.type()) {
            case FLOAT32 -> kernel::float32;
            case INT32 -> kernel::int32;
            default -> {
                Scaling scaling = Scaling.of(node);
                yield () -> kernel.quantized(scaling);
            }
        };
    }

    private record Scaling(int leftZero, int rightZero, int outputZero, int spareBits, Rescale left, Rescale right,
            Rescale output, Range range) {
        static Scaling of(Node node) throws ModelFormatException {
            Quantization l = node.quantization(node.input(0));
            Quantization r = node.quantization(node.input(1));
            Quantization out = node.quantization(node.output(0));
            boolean wide = node.output(0).type() == TensorType.INT16;
            node.require(!wide || l.zeroPoint() == 0 && r.zeroPoint() == 0 && out.zeroPoint() == 0,
                "zero points of INT16 tensors must be 0: zero points=%s, %s, %s", l.zeroPoint(), r.zeroPoint(),
                out.zeroPoint());
            int spareBits = wide ? 0 : 7;                                // (2^8 × 2^7)² < 2^31
            double common = 2.0 * Math.max(l.scale(), r.scale());
            float unit = (1 << 2 * spareBits) * out.scale();
            return new Scaling(l.zeroPoint(), r.zeroPoint(), out.zeroPoint(), spareBits,
                node.rescale(l.scale() / common), node.rescale(r.scale() / common),
                node.rescale(common * common / unit), Range.of(node.output(0).type()));
        }
    }

    private void quantized(Scaling s) {
        for (int i = 0, count = output.elements(); i < count; i++) {
            int x = s.left.apply(left.get(broadcast.left(i)) - s.leftZero << s.spareBits);
            int y = s.right.apply(right.get(broadcast.right(i)) - s.rightZero << s.spareBits);
            output.put(i, s.range.clamp(s.output.apply((x - y) * (x - y)) + s.outputZero));
        }
    }

    private void int32() {
        for (int i = 0, count = output.elements(); i < count; i++) {
            int difference = left.get(broadcast.left(i)) - right.get(broadcast.right(i));
            output.put(i, difference * difference);
        }
    }

    private void float32() {
        for (int i = 0, count = output.elements(); i < count; i++) {
            float difference = left.storage().float32(broadcast.left(i)) - right.storage().float32(broadcast.right(i));
            output.storage().putFloat32(i, difference * difference);
        }
    }
}
