package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorType;

/**
 * FLOOR_DIV and FLOOR_MOD: the quotient rounded down, and what it leaves, which has the sign of the divisor. Whole
 * numbers: x divided by 0 gives the end of the range on the side of x, 0 for 0, and leaves 0.
 */
final class FloorDivision {
    private final Storage left;
    private final Storage right;
    private final Operand output;
    private final Broadcast broadcast;
    private final boolean remainder;

    private FloorDivision(Node node, boolean remainder) throws ModelFormatException {
        node.arity(2, 2, 1);
        this.left = node.input(0).storage();
        this.right = node.input(1).storage();
        this.output = node.output(0);
        this.broadcast = Broadcast.of(node, node.input(0), node.input(1), output);
        this.remainder = remainder;
    }

    static Kernel prepareQuotient(Node node) throws ModelFormatException {
        return prepare(node, false);
    }

    static Kernel prepareRemainder(Node node) throws ModelFormatException {
        return prepare(node, true);
    }

    private static Kernel prepare(Node node, boolean remainder) throws ModelFormatException {
        var kernel = new FloorDivision(node, remainder);
        return kernel.output.type() == TensorType.FLOAT32 ? kernel::float32 : kernel::int32;
    }

    private void float32() {
        for (int i = 0, count = output.elements(); i < count; i++) {
            float x = left.float32(broadcast.left(i));
            float y = right.float32(broadcast.right(i));
            output.storage().putFloat32(i, remainder ? remainder(x, y) : (float) Math.floor(x / (double) y));
        }
    }

    private static float remainder(float x, float y) {
        float rest = x % y;
        return rest != 0 && y < 0 != rest < 0 ? rest + y : rest;
    }

    private void int32() {
        for (int i = 0, count = output.elements(); i < count; i++) {
            int x = left.int32(broadcast.left(i));
            int y = right.int32(broadcast.right(i));
            output.put(i, remainder ? y == 0 ? 0 : Math.floorMod(x, y) : (int) Math.floor(x / (double) y));
        }
    }
}
