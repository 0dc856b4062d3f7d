package dev.pipit.framework.compression.retrain;

import java.nio.ByteOrder;
import java.util.Arrays;

import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.framework.training.Padding;
import dev.pipit.framework.training.Rearrangement;
import dev.pipit.framework.training.Shape;
import dev.pipit.framework.training.Window;

/** Shapes and windows of a model, as the training has them. */
final class Extents {
    private Extents() {
    }

    /** Of a tensor with a batch of one, or with rows in its place. */
    static Shape shape(int... extents) {
        int rank = extents.length;
        if (rank == 4 && extents[0] == 1) {
            return new Shape(extents[1], extents[2], extents[3]);
        }
        int all = Arrays.stream(extents).reduce(1, Math::multiplyExact);
        return rank == 2 || rank == 3 && extents[0] == 1 ? Shape.rows(all / extents[rank - 1], extents[rank - 1])
            : Shape.list(all);
    }

    /** Of a tensor {@code [1, height, width, channels]}. */
    static Shape image(int... extents) throws Untrainable {
        Untrainable.unless(extents.length == 4 && extents[0] == 1, ": must have a batch of 1");
        return shape(extents);
    }

    static Window window(int height, int width, int stride, int widthStride, int dilation, int widthDilation,
            Options.Padding padding) throws Untrainable {
        Untrainable.unless(width == 1 || widthDilation == 1, ": dilation across");
        return new Window(height, width, stride, widthStride, height == 1 ? 1 : dilation,
            padding == Options.Padding.SAME ? Padding.SAME : Padding.VALID);
    }

    /** The numbers of a constant of indices. */
    static int[] whole(TensorInfo tensor) throws Untrainable {
        Untrainable.unless(tensor.type() == TensorType.INT32, ": indices must be INT32");
        int[] values = new int[tensor.elements()];
        tensor.constant().orElseThrow().duplicate().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(values);
        return values;
    }

    /** Where each number of a padded tensor comes from. */
    static int[] padded(int[] extents, int[] paddings, int... to) {
        int[] from = new int[Arrays.stream(to).reduce(1, Math::multiplyExact)];
        for (int i = 0; i < from.length; i++) {
            int rest = i;
            int index = 0;
            int stride = 1;
            boolean inside = true;
            for (int d = to.length - 1; d >= 0; d--) {
                int at = rest % to[d] - paddings[2 * d];
                inside &= at >= 0 && at < extents[d];
                index += at * stride;
                stride *= extents[d];
                rest /= to[d];
            }
            from[i] = inside ? index : Rearrangement.ZERO;
        }
        return from;
    }

    /** Where each number of a transposed tensor comes from. */
    static int[] transposed(int[] extents, int[] order, int... to) {
        int[] strides = new int[extents.length];
        for (int d = extents.length - 1, stride = 1; d >= 0; d--) {
            strides[d] = stride;
            stride *= extents[d];
        }
        int[] from = new int[Arrays.stream(to).reduce(1, Math::multiplyExact)];
        for (int i = 0; i < from.length; i++) {
            int rest = i;
            for (int d = to.length - 1; d >= 0; d--) {
                from[i] += rest % to[d] * strides[order[d]];
                rest /= to[d];
            }
        }
        return from;
    }
}
