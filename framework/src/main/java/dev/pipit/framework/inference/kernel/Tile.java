package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;

/** Repeats a tensor along each axis as often as is said. */
final class Tile {
    private Tile() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        int[] times = node.constantInts(node.input(1));
        int rank = in.rank();
        node.require(times.length == rank && out.rank() == rank,
            "there must be a number of repetitions for each of %s dimensions: numbers=%s, output rank=%s", rank,
            times.length, out.rank());
        int[] inSteps = Selection.steps(in.info().shape());
        int[] outSteps = Selection.steps(out.info().shape());
        int[] counts = new int[2 * rank];
        int[] from = new int[2 * rank];
        int[] to = new int[2 * rank];
        for (int axis = 0; axis < rank; axis++) {
            node.require(times[axis] >= 0 && (long) times[axis] * in.extent(axis) == out.extent(axis),
                "output must hold all repetitions along axis %s: %s x %s, output=%s", axis, times[axis],
                in.extent(axis), out.extent(axis));
            counts[2 * axis] = times[axis];
            to[2 * axis] = in.extent(axis) * outSteps[axis];
            counts[2 * axis + 1] = in.extent(axis);
            from[2 * axis + 1] = inSteps[axis];
            to[2 * axis + 1] = outSteps[axis];
        }
        if (out.elements() == 0) {
            return Kernel.NOTHING;
        }
        var selection = new Selection(in.type().bits() / 8, counts, 0, from, 0, to);
        return () -> selection.copy(in.storage(), out.storage());
    }
}
