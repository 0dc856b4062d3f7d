package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;

/** REVERSE_V2: turns a tensor round along each of the axes that are given. */
final class Reverse {
    private Reverse() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        node.require(in.sameShape(out), "output must have the shape of the input");
        int[] shape = in.info().shape();
        int[] steps = Selection.steps(shape);
        int[] turned = steps.clone();
        int first = 0;
        for (int given : node.constantInts(node.input(1))) {
            int axis = node.axis(given, in.rank());
            node.require(turned[axis] == steps[axis], "axes must be different: axis=%s", axis);
            turned[axis] = -steps[axis];
            first += Math.max(0, shape[axis] - 1) * steps[axis];
        }
        if (in.elements() == 0) {
            return Kernel.NOTHING;
        }
        var selection = new Selection(in.type().bits() / 8, shape, first, turned, 0, steps);
        return () -> selection.copy(in.storage(), out.storage());
    }
}
