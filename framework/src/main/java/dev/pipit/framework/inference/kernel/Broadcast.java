package dev.pipit.framework.inference.kernel;

import java.util.Arrays;

import dev.pipit.framework.tflite.ModelFormatException;

/**
 * Which numbers of two tensors meet where they are combined one by one: shapes are aligned at their last dimension, and
 * an extent of 1 is repeated as often as the other one asks for.
 */
public final class Broadcast {
    private final boolean sameShape;
    private final int[] extents;
    private final int[] leftSteps;
    private final int[] rightSteps;

    private Broadcast(boolean sameShape, int[] extents, int[] leftSteps, int[] rightSteps) {
        this.sameShape = sameShape;
        this.extents = extents;
        this.leftSteps = leftSteps;
        this.rightSteps = rightSteps;
    }

    /** Checks that two inputs can be combined and that the output has the shape that comes of it. */
    public static Broadcast of(Node node, Operand left, Operand right, Operand output) throws ModelFormatException {
        int[] extents = output.info().shape();
        int[] l = left.info().shape();
        int[] r = right.info().shape();
        boolean fits = extents.length == Math.max(l.length, r.length);
        for (int back = 1; fits && back <= extents.length; back++) {
            int a = back > l.length ? 1 : l[l.length - back];
            int b = back > r.length ? 1 : r[r.length - back];
            fits = (a == b || a == 1 || b == 1) && extents[extents.length - back] == (a == 1 ? b : a);
        }
        node.require(fits, "inputs must be combinable to the output: shapes=%s, %s, %s", Arrays.toString(l),
            Arrays.toString(r), Arrays.toString(extents));
        return new Broadcast(left.sameShape(right), extents, steps(l, extents.length), steps(r, extents.length));
    }

    /** How far apart neighbours along each dimension lie; 0 along those that are repeated. */
    static int[] steps(int[] shape, int rank) {
        int[] steps = new int[rank];
        int step = 1;
        for (int back = 1; back <= shape.length; back++) {
            int extent = shape[shape.length - back];
            steps[rank - back] = extent == 1 ? 0 : step;
            step *= extent;
        }
        return steps;
    }

    /** Index of the left number behind output {@code i}. */
    public int left(int i) {
        return sameShape ? i : index(i, extents, leftSteps);
    }

    /** Index of the right number behind output {@code i}. */
    public int right(int i) {
        return sameShape ? i : index(i, extents, rightSteps);
    }

    /** Index of the number behind number {@code i} of a tensor of these extents. */
    static int index(int i, int[] extents, int[] steps) {
        int index = 0;
        int rest = i;
        for (int axis = extents.length - 1; axis >= 0; axis--) {
            index += rest % extents[axis] * steps[axis];
            rest /= extents[axis];
        }
        return index;
    }
}
