package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;

/** Takes from each dimension some neighbouring indices: a first one and how many, −1 for all that follow. */
public final class Slice {
    private Slice() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(3, 3, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        int[] begins = node.constantInts(node.input(1));
        int[] sizes = node.constantInts(node.input(2));
        int rank = in.rank();
        node.require(begins.length == rank && sizes.length == rank && out.rank() == rank,
            "there must be a begin and a size for each of %s dimensions: numbers=%s, %s, output rank=%s", rank,
            begins.length, sizes.length, out.rank());
        int[] steps = Selection.steps(in.info().shape());
        int first = 0;
        for (int axis = 0; axis < rank; axis++) {
            int extent = in.extent(axis);
            node.require(begins[axis] >= 0 && begins[axis] <= extent, "begin must be inside: begin=%s, extent=%s",
                begins[axis], extent);
            int size = sizes[axis] == -1 ? extent - begins[axis] : sizes[axis];
            node.require(size >= 0 && size <= extent - begins[axis],
                "size must be inside: begin=%s, size=%s, extent=%s", begins[axis], size, extent);
            node.require(out.extent(axis) == size, "output must hold %s of dimension %s of the input: extent=%s", size,
                axis, out.extent(axis));
            first += begins[axis] * steps[axis];
        }
        int[] counts = out.info().shape();
        var selection = new Selection(in.type().bits() / 8, counts, first, steps, 0, Selection.steps(counts));
        return () -> selection.copy(in.storage(), out.storage());
    }
}
