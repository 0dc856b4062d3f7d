package dev.pipit.apps.onnx;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A value of the ONNX graph as it lies in the draft: ONNX has channels before the places of an image,
 * {@code .tflite} behind them. So the order in which dimensions lie belongs to each value; a transposition changes only that.
 *
 * @param tensor of the draft
 * @param shape  as ONNX has it
 * @param order  dimension d of the tensor is dimension {@code order[d]} of the shape; that of constants is 0, 1, 2 …
 */
@SuppressWarnings("ArrayRecordComponent")
record Value(int tensor, int[] shape, int[] order) {
    /** In the order of ONNX. */
    static Value plain(int tensor, int... shape) {
        return new Value(tensor, shape, natural(shape.length));
    }

    static int[] natural(int rank) {
        return IntStream.range(0, rank).toArray();
    }

    /** The batch, then places, then channels. */
    static int[] channelsLast(int rank) {
        int[] order = new int[rank];
        for (int d = 1; d < rank; d++) {
            order[d] = d + 1 < rank ? d + 1 : 1;
        }
        return order;
    }

    int rank() {
        return shape.length;
    }

    int elements() {
        return product(shape);
    }

    static int product(int... extents) {
        return IntStream.of(extents).reduce(1, Math::multiplyExact);
    }

    boolean plain() {
        return Arrays.equals(order, natural(rank()));
    }

    /** The shape of the tensor. */
    int[] lies() {
        return ordered(shape, order);
    }

    static int[] ordered(int[] shape, int... order) {
        return IntStream.of(order).map(d -> shape[d]).toArray();
    }

    /** Where a dimension of the shape lies in the tensor. */
    int place(int axis) {
        return IntStream.range(0, rank()).filter(d -> order[d] == axis).findFirst().orElseThrow();
    }

    /** A dimension counted from the front, or from the back if it is negative. */
    int axis(int axis) throws Unfit {
        return axis(axis, rank());
    }

    static int axis(int axis, int rank) throws Unfit {
        Unfit.unless(axis >= -rank && axis < rank, "its axis must be one of " + rank + " dimensions: axis=" + axis);
        return axis < 0 ? axis + rank : axis;
    }

    /** Dimensions longer than 1, in the order in which they lie. */
    int[] longOnes(int... some) {
        return IntStream.of(some).filter(d -> shape[d] != 1).toArray();
    }
}
