package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;

/**
 * Takes from each dimension every so-many-th index from a begin to an end; negative ones count from the back, a mask
 * bit stands for "from the start" or "to the end", and a dimension of which one index is taken may be dropped.
 */
public final class StridedSlice {
    private StridedSlice() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(4, 4, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        var options = node.options(Options.StridedSlice.class);
        node.require(options.ellipsisMask() == 0 && options.newAxisMask() == 0,
            "must have no ellipsis and no new axis: ellipsisMask=%s, newAxisMask=%s", options.ellipsisMask(),
            options.newAxisMask());
        int[] begins = node.constantInts(node.input(1));
        int[] ends = node.constantInts(node.input(2));
        int[] strides = node.constantInts(node.input(3));
        int rank = in.rank();
        node.require(begins.length <= rank && ends.length == begins.length && strides.length == begins.length,
            "begin, end and strides must have at most %s numbers each: numbers=%s, %s, %s", rank, begins.length,
            ends.length, strides.length);
        int[] inSteps = Selection.steps(in.info().shape());
        int[] counts = in.info().shape().clone();
        int[] steps = inSteps.clone();
        int first = 0;
        for (int axis = 0; axis < begins.length; axis++) {
            Taken taken = taken(node, axis, in.extent(axis), begins[axis], ends[axis], strides[axis]);
            counts[axis] = taken.count;
            steps[axis] = inSteps[axis] * strides[axis];
            first += inSteps[axis] * taken.first;
        }
        checkShape(node, counts, options.shrinkAxisMask(), out);
        var selection = new Selection(in.type().bits() / 8, counts, first, steps, 0, Selection.steps(counts));
        return () -> selection.copy(in.storage(), out.storage());
    }

    private record Taken(int first, int count) { }

    private static Taken taken(Node node, int axis, int extent, int begin, int end, int stride)
            throws ModelFormatException {
        var options = node.options(Options.StridedSlice.class);
        int bit = 1 << axis;
        node.require(stride != 0 && stride != Integer.MIN_VALUE, "strides must not be 0: stride=%s", stride);
        int low = stride > 0 ? 0 : -1;
        int high = stride > 0 ? extent : extent - 1;
        int from = (options.beginMask() & bit) != 0 ? stride > 0 ? low : high : inside(begin, extent, low, high);
        if ((options.shrinkAxisMask() & bit) != 0) {
            node.require(stride == 1 && from >= 0 && from < extent,
                "a dropped dimension must have stride 1 and an index inside: stride=%s, begin=%s, extent=%s", stride,
                begin, extent);
            return new Taken(from, 1);
        }
        long last = options.offset() ? (long) from + end : end;
        int to = (options.endMask() & bit) != 0 ? stride > 0 ? high : low : inside(last, extent, low, high);
        int reach = stride > 0 ? to - from : from - to;
        int step = Math.abs(stride);
        return new Taken(from, reach <= 0 ? 0 : (reach - 1) / step + 1);
    }

    private static int inside(long index, int extent, int low, int high) {
        return (int) Math.max(low, Math.min(high, index < 0 ? index + extent : index));
    }

    private static void checkShape(Node node, int[] counts, int dropped, Operand out) throws ModelFormatException {
        int kept = 0;
        for (int axis = 0; axis < counts.length; axis++) {
            if ((dropped & 1 << axis) == 0) {
                node.require(kept < out.rank() && out.extent(kept) == counts[axis],
                    "output must hold %s of dimension %s of the input", counts[axis], axis);
                kept++;
            }
        }
        node.require(kept == out.rank(), "output must have rank %s: rank=%s", kept, out.rank());
    }
}
