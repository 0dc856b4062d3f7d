package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;

/**
 * Puts a border around a tensor that mirrors what is inside: {@code 3 2 | 1 2 3 | 2 1}, or, where the numbers at the edge
 * are repeated, {@code 2 1 | 1 2 3 | 3 2}.
 */
public final class MirrorPad {
    private final Operand input;
    private final Operand output;
    private final int size;
    /** For each axis and each index of the output, where in the input that is, in bytes. */
    private final int[][] sources;

    private MirrorPad(Operand input, Operand output, int[][] sources) {
        this.input = input;
        this.output = output;
        this.size = input.type().bits() / 8;
        this.sources = sources;
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        int edge = node.options(Options.MirrorPad.class).symmetric() ? 0 : 1;
        int[] paddings = node.constantInts(node.input(1));
        node.require(paddings.length == 2 * in.rank() && out.rank() == in.rank(),
            "there must be two paddings for each of %s dimensions: paddings=%s, output rank=%s", in.rank(),
            paddings.length, out.rank());
        int[] steps = Selection.steps(in.info().shape());
        int[][] sources = new int[in.rank()][];
        for (int axis = 0; axis < in.rank(); axis++) {
            int extent = in.extent(axis);
            int before = paddings[2 * axis];
            int after = paddings[2 * axis + 1];
            int most = Math.max(0, extent - edge);
            node.require(before >= 0 && before <= most && after >= 0 && after <= most,
                "paddings must be at most what there is to mirror: paddings=%s, %s, most=%s", before, after, most);
            node.require(before + extent + after == out.extent(axis),
                "output must hold input and paddings along axis %s: %s + %s + %s, output=%s", axis, before, extent,
                after, out.extent(axis));
            sources[axis] = new int[out.extent(axis)];
            for (int o = 0; o < sources[axis].length; o++) {
                sources[axis][o] = mirrored(o - before, extent, edge) * steps[axis] * (in.type().bits() / 8);
            }
        }
        return new MirrorPad(in, out, sources)::run;
    }

    private static int mirrored(int i, int extent, int edge) {
        return i < 0 ? edge - 1 - i : i >= extent ? 2 * extent - 1 - edge - i : i;
    }

    private void run() {
        fill(0, 0, 0);
    }

    /** Fills one row of an axis, and returns where the next one starts in the output. */
    private int fill(int axis, int from, int to) {
        if (axis == sources.length) {
            input.storage().copy(from, output.storage(), to, size);
            return to + size;
        }
        int next = to;
        for (int source : sources[axis]) {
            next = fill(axis + 1, from + source, next);
        }
        return next;
    }
}
