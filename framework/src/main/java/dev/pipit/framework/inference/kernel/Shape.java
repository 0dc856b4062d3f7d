package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorType;

/** The extents of a tensor. */
public final class Shape {
    private Shape() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(1, 1, 1);
        int[] shape = node.input(0).info().shape();
        Operand out = node.output(0);
        node.shape(out, shape.length);
        return out.type() == TensorType.INT64 ? () -> int64(shape, out.storage()) : () -> int32(shape, out.storage());
    }

    private static void int64(int[] shape, Storage out) {
        for (int axis = 0; axis < shape.length; axis++) {
            out.putInt64(axis, shape[axis]);
        }
    }

    private static void int32(int[] shape, Storage out) {
        for (int axis = 0; axis < shape.length; axis++) {
            out.putInt32(axis, shape[axis]);
        }
    }
}
