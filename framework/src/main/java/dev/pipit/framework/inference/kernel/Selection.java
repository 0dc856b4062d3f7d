package dev.pipit.framework.inference.kernel;

/**
 * Copies numbers from places at regular distances to places at regular distances, over any number of dimensions: number
 * {@code (i, j, …)} from {@code source + i × sourceSteps[0] + j × sourceSteps[1] + …} to where {@code target} and
 * {@code targetSteps} say.
 *
 * @param size        bytes of a number
 * @param counts      how many along each dimension
 * @param source      index of the first number, in numbers
 * @param sourceSteps from one to the next, in numbers; may be negative
 * @param target      index of the first number, in numbers
 * @param targetSteps from one to the next, in numbers
 */
@SuppressWarnings("ArrayRecordComponent")
record Selection(int size, int[] counts, int source, int[] sourceSteps, int target, int[] targetSteps) {
    void copy(Storage from, Storage to) {
        copy(from, to, 0, source, target);
    }

    /** The same, to places that lie {@code further} numbers behind. */
    void copy(Storage from, Storage to, int further) {
        copy(from, to, 0, source, target + further);
    }

    private void copy(Storage from, Storage to, int axis, int at, int into) {
        if (axis == counts.length) {
            from.copy(at * size, to, into * size, size);
        } else if (axis == counts.length - 1 && sourceSteps[axis] == 1 && targetSteps[axis] == 1) {
            from.copy(at * size, to, into * size, counts[axis] * size);
        } else {
            for (int i = 0; i < counts[axis]; i++) {
                copy(from, to, axis + 1, at + i * sourceSteps[axis], into + i * targetSteps[axis]);
            }
        }
    }

    /** How far apart neighbours of a row-major tensor lie along each dimension. */
    static int[] steps(int[] shape) {
        int[] steps = new int[shape.length];
        int step = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            steps[axis] = step;
            step *= shape[axis];
        }
        return steps;
    }
}
