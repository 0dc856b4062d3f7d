package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;

/** Puts the dimensions of a tensor in another order: dimension d of the output is dimension {@code order[d]} of the input. */
public final class Transpose {
    private Transpose() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        int[] order = node.constantInts(node.input(1));
        node.require(order.length == in.rank() && out.rank() == in.rank(),
            "order must name each of %s dimensions: numbers=%s, output rank=%s", in.rank(), order.length, out.rank());
        int[] inSteps = Selection.steps(in.info().shape());
        int[] steps = new int[order.length];
        boolean[] named = new boolean[order.length];
        for (int d = 0; d < order.length; d++) {
            int axis = node.axis(order[d], in.rank());
            node.require(!named[axis], "order must name each dimension once: dimension=%s", axis);
            node.require(out.extent(d) == in.extent(axis),
                "dimension %s of the output must be dimension %s of the input: extents=%s, %s", d, axis,
                out.extent(d), in.extent(axis));
            named[axis] = true;
            steps[d] = inSteps[axis];
        }
        int[] counts = out.info().shape();
        var selection = new Selection(in.type().bits() / 8, counts, 0, steps, 0, Selection.steps(counts));
        return () -> selection.copy(in.storage(), out.storage());
    }
}
