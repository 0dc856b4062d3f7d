package dev.pipit.framework.inference.kernel;

import java.util.List;
import java.util.stream.IntStream;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;

/**
 * The same numbers in another place: RESHAPE, SQUEEZE and EXPAND_DIMS, which keep them in their order, READ_VARIABLE and
 * ASSIGN_VARIABLE. Where input and output lie in the same place there is nothing to do.
 */
public final class Copy {
    private Copy() {
    }

    static Kernel prepareReshape(Node node) throws ModelFormatException {
        node.arity(1, 2, 1);
        return copy(node, node.input(0), node.output(0));
    }

    static Kernel prepareSqueeze(Node node) throws ModelFormatException {
        node.arity(1, 1, 1);
        Operand in = node.input(0);
        boolean[] dropped = new boolean[in.rank()];
        List<Integer> named = node.options(Options.Squeeze.class).dimensions();
        for (int dimension : named) {
            int axis = node.axis(dimension, in.rank());
            node.require(in.extent(axis) == 1, "a dropped dimension must have extent 1: axis=%s, extent=%s", axis,
                in.extent(axis));
            dropped[axis] = true;
        }
        int[] kept = IntStream.range(0, in.rank())
            .filter(axis -> named.isEmpty() ? in.extent(axis) != 1 : !dropped[axis]).map(in::extent).toArray();
        return reshaped(node, in, kept);
    }

    static Kernel prepareExpandDims(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        Operand in = node.input(0);
        int[] axes = node.constantInts(node.input(1));
        node.require(axes.length == 1, "axis must be one number: numbers=%s", axes.length);
        int axis = node.axis(axes[0], in.rank() + 1);
        return reshaped(node, in, IntStream.range(0, in.rank() + 1)
            .map(d -> d == axis ? 1 : in.extent(d < axis ? d : d - 1)).toArray());
    }

    private static Kernel reshaped(Node node, Operand in, int[] shape) throws ModelFormatException {
        node.shape(node.output(0), shape);
        return copy(node, in, node.output(0));
    }

    /** The handle's storage is the variable itself. */
    static Kernel prepareRead(Node node) throws ModelFormatException {
        node.arity(1, 1, 1);
        return copy(node, node.input(0), node.output(0));
    }

    /** The handle's storage is the variable itself. */
    static Kernel prepareAssign(Node node) throws ModelFormatException {
        node.arity(2, 2, 0);
        return copy(node, node.input(1), node.input(0));
    }

    private static Kernel copy(Node node, Operand from, Operand to) throws ModelFormatException {
        Storage source = from.storage();
        Storage target = to.storage();
        node.require(source.length() == target.length(), "output must be as large as the input: bytes=%s, %s",
            source.length(), target.length());
        return source.same(target) ? Kernel.NOTHING : () -> source.copy(0, target, 0, source.length());
    }
}
