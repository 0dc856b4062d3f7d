package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;

/**
 * Quotient of two tensors, number by number. Whole numbers are divided towards 0. Where the divisor is 0, quantized and
 * whole numbers give the end of their range on the dividend's side, and 0 / 0 gives 0.
 */
final class Div {
    private final Operand left;
    private final Operand right;
    private final Operand output;
    private final Broadcast broadcast;

    private Div(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        this.left = node.input(0);
        this.right = node.input(1);
        this.output = node.output(0);
        this.broadcast = Broadcast.of(node, left, right, output);
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        var kernel = new Div(node);
        Options.Activation activation = node.options(Options.Arithmetic.class).activation();
        return switch (kernel.output.type()) {
            case FLOAT32 -> {
                RealRange range = RealRange.of(node, activation);
                yield () -> kernel.float32(range);
            }
            case INT32 -> {
                node.require(activation == Options.Activation.NONE,
                    "INT32 tensors must have no fused activation: activation=%s", activation);
                yield kernel::int32;
            }
            default -> {
                Scaling scaling = Scaling.of(node, activation);
                yield () -> kernel.quantized(scaling);
            }
        };
    }

    private record Scaling(int leftZero, int rightZero, int outputZero, Rescale rescale, Range range) {
        private static final int LEAST_HEADROOM = 22;                    // of a difference of numbers of 8 bits

        static Scaling of(Node node, Options.Activation activation) throws ModelFormatException {
            Quantization l = node.quantization(node.input(0));
            Quantization r = node.quantization(node.input(1));
            Quantization out = node.quantization(node.output(0));
            float multiplier = l.scale() / (r.scale() * out.scale());
            node.require(multiplier < 1 << LEAST_HEADROOM, "scales must ask for a multiplier below 2^22: multiplier=%s",
                multiplier);
            return new Scaling(l.zeroPoint(), r.zeroPoint(), out.zeroPoint(), node.rescale(multiplier),
                Range.of(node, activation, node.output(0)));
        }

        int quotient(int x, int y) {
            if (y == 0) {
                return x == 0 ? outputZero : x < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
            }
            return y < 0 ? byPositive(-x, -y) : byPositive(x, y);
        }

        /** x becomes as large as it can, is multiplied by the reciprocal of y, and then scaled to the output. */
        private int byPositive(int x, int y) {
            int zeros = Integer.numberOfLeadingZeros(y);
            int reciprocal = FixedPointFunctions.oneOverOnePlus((y << zeros) - Integer.MIN_VALUE);
            int headroom = Math.min(signBits(x), rescale.roundsOnce() ? 30 : 31);
            int product = FixedPoint.multiply(x << headroom, reciprocal, 0, rescale.roundsOnce());
            int shift = rescale.shift() - (31 - zeros) - headroom;
            return shift < -31 ? outputZero
                : outputZero + FixedPoint.multiply(product, rescale.multiplier(), shift, rescale.roundsOnce());
        }

        /** How many bits below the sign are the same as it. */
        private static int signBits(int x) {
            return Integer.numberOfLeadingZeros(x < 0 ? ~x : x) - 1;
        }
    }

    private void quantized(Scaling s) {
        for (int i = 0, count = output.elements(); i < count; i++) {
            int x = left.get(broadcast.left(i)) - s.leftZero;
            int y = right.get(broadcast.right(i)) - s.rightZero;
            output.put(i, s.range.clamp(s.quotient(x, y)));
        }
    }

    private void int32() {
        for (int i = 0, count = output.elements(); i < count; i++) {
            int x = left.get(broadcast.left(i));
            int y = right.get(broadcast.right(i));
            output.put(i, y == 0 ? (int) (x / 0.0) : x / y);             // a cast holds infinity at the ends, NaN is 0
        }
    }

    private void float32(RealRange range) {
        for (int i = 0, count = output.elements(); i < count; i++) {
            output.storage().putFloat32(i, range.clamp(
                left.storage().float32(broadcast.left(i)) / right.storage().float32(broadcast.right(i))));
        }
    }
}
