package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;

/** The greater or the lesser of the numbers of two tensors, one by one. Of a number and NaN it is the second. */
public final class GreaterLesser {
    private final Operand left;
    private final Operand right;
    private final Operand output;
    private final Broadcast broadcast;
    private final boolean greater;

    private GreaterLesser(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        this.left = node.input(0);
        this.right = node.input(1);
        this.output = node.output(0);
        this.broadcast = Broadcast.of(node, left, right, output);
        this.greater = node.operator().code() == OperatorCode.MAXIMUM;
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        var kernel = new GreaterLesser(node);
        return switch (kernel.output.type()) {
            case FLOAT32 -> kernel::float32;
            case INT64 -> kernel::int64;
            case INT32 -> kernel::whole;
            default -> {
                node.sameQuantization(kernel.left, kernel.output);
                node.sameQuantization(kernel.right, kernel.output);
                yield kernel::whole;
            }
        };
    }

    private void whole() {
        for (int i = 0, count = output.elements(); i < count; i++) {
            int a = left.get(broadcast.left(i));
            int b = right.get(broadcast.right(i));
            output.put(i, greater ? Math.max(a, b) : Math.min(a, b));
        }
    }

    private void int64() {
        for (int i = 0, count = output.elements(); i < count; i++) {
            long a = left.storage().int64(broadcast.left(i));
            long b = right.storage().int64(broadcast.right(i));
            output.storage().putInt64(i, greater ? Math.max(a, b) : Math.min(a, b));
        }
    }

    private void float32() {
        for (int i = 0, count = output.elements(); i < count; i++) {
            float a = left.storage().float32(broadcast.left(i));
            float b = right.storage().float32(broadcast.right(i));
            output.storage().putFloat32(i, (greater ? a > b : a < b) ? a : b);
        }
    }
}
