package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;

/**
 * EQUAL, NOT_EQUAL, GREATER, GREATER_EQUAL, LESS, LESS_EQUAL: whether a relation holds between two tensors, number by
 * number. Quantized numbers are compared as real ones, to 1/256 of a real 1.
 */
final class Comparison {
    private static final int SPARE_BITS = 8;

    private final Operand left;
    private final Operand right;
    private final Operand output;
    private final Broadcast broadcast;
    private final Relation relation;

    /** Between two numbers; only NOT_EQUAL holds for NaN. */
    enum Relation {
        EQUAL,
        NOT_EQUAL,
        GREATER,
        GREATER_EQUAL,
        LESS,
        LESS_EQUAL;

        boolean holds(long x, long y) {
            return switch (this) {
                case EQUAL -> x == y;
                case NOT_EQUAL -> x != y;
                case GREATER -> x > y;
                case GREATER_EQUAL -> x >= y;
                case LESS -> x < y;
                case LESS_EQUAL -> x <= y;
            };
        }

        boolean holds(float x, float y) {
            return switch (this) {
                case EQUAL -> x == y;
                case NOT_EQUAL -> x != y;
                case GREATER -> x > y;
                case GREATER_EQUAL -> x >= y;
                case LESS -> x < y;
                case LESS_EQUAL -> x <= y;
            };
        }
    }

    private Comparison(Node node, Relation relation) throws ModelFormatException {
        node.arity(2, 2, 1);
        this.left = node.input(0);
        this.right = node.input(1);
        this.output = node.output(0);
        this.broadcast = Broadcast.of(node, left, right, output);
        this.relation = relation;
    }

    static Kernel prepare(Node node, Relation relation) throws ModelFormatException {
        var kernel = new Comparison(node, relation);
        return switch (kernel.left.type()) {
            case FLOAT32 -> kernel::float32;
            case INT64 -> kernel::int64;
            case INT32, BOOL -> kernel::int32;
            default -> {
                int leftZero = node.quantization(kernel.left).zeroPoint();
                int rightZero = node.quantization(kernel.right).zeroPoint();
                Rescale toLeft = rescale(node, kernel.left);
                Rescale toRight = rescale(node, kernel.right);
                yield () -> kernel.quantized(leftZero, rightZero, toLeft, toRight);
            }
        };
    }

    private static Rescale rescale(Node node, Operand tensor) throws ModelFormatException {
        float scale = node.quantization(tensor).scale();
        node.require(scale < 1, "scales must be below 1: scale=%s", scale);
        return node.rescale(scale);
    }

    private void quantized(int leftZero, int rightZero, Rescale toLeft, Rescale toRight) {
        for (int i = 0, count = output.elements(); i < count; i++) {
            int x = toLeft.apply(left.get(broadcast.left(i)) - leftZero << SPARE_BITS);
            int y = toRight.apply(right.get(broadcast.right(i)) - rightZero << SPARE_BITS);
            put(i, relation.holds(x, (long) y));
        }
    }

    private void int32() {
        for (int i = 0, count = output.elements(); i < count; i++) {
            put(i, relation.holds(left.get(broadcast.left(i)), (long) right.get(broadcast.right(i))));
        }
    }

    private void int64() {
        for (int i = 0, count = output.elements(); i < count; i++) {
            put(i, relation.holds(left.storage().int64(broadcast.left(i)),
                right.storage().int64(broadcast.right(i))));
        }
    }

    private void float32() {
        for (int i = 0, count = output.elements(); i < count; i++) {
            put(i, relation.holds(left.storage().float32(broadcast.left(i)),
                right.storage().float32(broadcast.right(i))));
        }
    }

    private void put(int i, boolean holds) {
        output.storage().putInt8(i, holds ? 1 : 0);
    }
}
