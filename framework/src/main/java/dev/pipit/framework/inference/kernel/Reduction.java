package dev.pipit.framework.inference.kernel;

import java.util.stream.IntStream;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;

/**
 * Which numbers of a tensor become one when some of its dimensions are reduced: number k of output o is input
 * {@code firsts[o] + distances[k]}, in the order in which they lie.
 *
 * @param firsts    one per output
 * @param distances one per number that goes into an output; none if a dimension that is reduced is empty
 */
@SuppressWarnings("ArrayRecordComponent")
record Reduction(int[] firsts, int[] distances) {
    /** By the axes that the second input names, and the settings. */
    static Reduction of(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        Operand in = node.input(0);
        boolean keeps = node.options(Options.Reduce.class).keepDimensions();
        boolean[] reduced = new boolean[in.rank()];
        for (int axis : node.constantInts(node.input(1))) {
            if (in.rank() > 0) {
                reduced[node.axis(axis, in.rank())] = true;
            }
        }
        node.shape(node.output(0), IntStream.range(0, in.rank()).filter(axis -> keeps || !reduced[axis])
            .map(axis -> reduced[axis] ? 1 : in.extent(axis)).toArray());
        var reduction = new Reduction(places(in, reduced, false), places(in, reduced, true));
        node.surroundings().scratch((reduction.firsts.length + (long) reduction.distances.length) * Integer.BYTES);
        return reduction;
    }

    /** Where the numbers lie whose indices are 0 but along the axes that are reduced, or along the others. */
    private static int[] places(Operand in, boolean[] reduced, boolean along) {
        int[] shape = in.info().shape();
        int[] steps = Selection.steps(shape);
        int[] places = {0};
        for (int axis = 0; axis < shape.length; axis++) {
            if (reduced[axis] == along) {
                int step = steps[axis];
                int extent = shape[axis];
                places = IntStream.of(places).flatMap(place -> IntStream.range(0, extent).map(i -> place + i * step))
                    .toArray();
            }
        }
        return places;
    }
}
