package dev.pipit.framework.inference.kernel;

import java.util.Arrays;

import dev.pipit.framework.tflite.ModelFormatException;

/**
 * Which number of a tensor stands behind each number of an output that it is spread over: shapes are aligned at their
 * last dimension, and an extent of 1 is repeated.
 */
@SuppressWarnings("ArrayRecordComponent")
record Spread(int[] extents, int[] steps, boolean same) {
    /** Checks that the tensor can be spread over the output. */
    static Spread of(Node node, Operand tensor, Operand output) throws ModelFormatException {
        int[] shape = tensor.info().shape();
        int[] extents = output.info().shape();
        boolean fits = shape.length <= extents.length;
        for (int back = 1; fits && back <= shape.length; back++) {
            int extent = shape[shape.length - back];
            fits = extent == 1 || extent == extents[extents.length - back];
        }
        node.require(fits, "tensor %s must be spread over the output: shapes=%s, %s", tensor.info().index(),
            Arrays.toString(shape), Arrays.toString(extents));
        return new Spread(extents, Broadcast.steps(shape, extents.length), tensor.sameShape(output));
    }

    /** Index of the number behind output {@code i}. */
    int index(int i) {
        return same ? i : Broadcast.index(i, extents, steps);
    }

    /** Whether an axis of the output has the tensor's extent, not one that is repeated. */
    boolean fills(int axis) {
        return extents[axis] <= 1 || steps[axis] != 0;
    }
}
