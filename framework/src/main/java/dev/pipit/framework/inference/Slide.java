package dev.pipit.framework.inference;

import java.util.Optional;

import dev.pipit.framework.inference.kernel.SlidingAxis;

/**
 * How the rows of a tensor move on from one invocation to another one.
 *
 * <p>The rows {@code first} to {@code end - 1} depend on nothing but what was pushed: after {@code phases} more
 * invocations, each of them stands {@code shift} rows higher, unchanged. The others have seen the border of the rows.
 * So {@code first} rows at the top, and {@code shift} new ones with what lies below them, are computed; the rest is
 * kept.
 *
 * <p>There is more than one phase where an operator steps over rows and the hop is not a multiple of its steps: what it
 * made one invocation ago was made of other rows, and only some invocations later it looks at the same ones again.
 *
 * @param rows   of the tensor
 * @param shift  by how many rows it moves, at least 1
 * @param phases in how many invocations, at least 1
 * @param first  row that has not seen the border
 * @param end    one more than the last such row
 */
record Slide(int rows, int shift, int phases, int first, int end) {
    /** Each phase has memory of its own; beyond this many it costs more than it saves. */
    static final int MOST_PHASES = 64;

    /** Whether any row is kept. */
    boolean keeps() {
        return end - shift > first && phases <= MOST_PHASES;
    }

    /** The first row after those that are kept. */
    int newFrom() {
        return end - shift;
    }

    /** How many rows are computed in an invocation. */
    int computed() {
        return first + rows - newFrom();
    }

    /** What comes out where a filter moves over the rows. */
    Slide through(SlidingAxis axis) {
        int stride = axis.stride();
        int common = greatestDivisor(shift, stride);
        int more = Math.min(stride / common, MOST_PHASES + 1);
        int lastTap = (axis.filter() - 1) * axis.dilation();
        int outFirst = Math.max(0, Math.floorDiv(first + axis.before() + stride - 1, stride));
        int outEnd = Math.min(axis.out(), Math.floorDiv(end - 1 - lastTap + axis.before(), stride) + 1);
        return new Slide(axis.out(), shift / common, phases * more, outFirst, outEnd);
    }

    /** What comes out where rows meet; none where they do not move together. */
    Optional<Slide> with(Slide other) {
        int all = phases / greatestDivisor(phases, other.phases) * other.phases;
        int moved = shift * (all / phases);
        if (rows != other.rows || moved != other.shift * (all / other.phases)) {
            return Optional.empty();
        }
        return Optional.of(new Slide(rows, moved, all, Math.max(first, other.first), Math.min(end, other.end)));
    }

    private static int greatestDivisor(int a, int b) {
        return b == 0 ? a : greatestDivisor(b, a % b);
    }
}
