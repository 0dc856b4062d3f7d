package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/**
 * {@link AveragePool2d} over all rows of an input most of whose rows are those of an earlier run, further up. Their sum
 * is kept, so that only the rows that came and those that will go are looked at. Whole numbers, so the sum is exact.
 *
 * <p>Equal to the mean over all rows, for what the rows above {@code newFrom} are is part of the sum already.
 */
public final class RunningAverage {
    private final Pooling pooling;
    private final SlidingAxis across;
    private final Range range;
    private final Moving moving;
    private final int rows;
    private final int width;
    private final int channels;
    private final Storage kept;
    private final Storage phase;
    private final int[] sums;

    /**
     * How the rows of the input move.
     *
     * @param dimension along which the rows lie
     * @param first     of the rows that move
     * @param newFrom   the first of them that is new
     * @param shift     how many of them are new, and how many will go
     * @param phases    after how many runs the same rows are met again
     */
    public record Moving(int dimension, int first, int newFrom, int shift, int phases) { }

    private RunningAverage(Node node, Moving moving) throws ModelFormatException {
        this.pooling = Pooling.of(node);
        this.moving = moving;
        this.range = Range.of(node, node.options(Options.Pool2d.class).activation(), pooling.output());
        this.across = moving.dimension == 1 ? pooling.columns() : pooling.rows();
        this.rows = pooling.input().extent(moving.dimension);
        this.width = pooling.input().elements() / rows;
        this.channels = pooling.input().extent(3);
        this.kept = node.surroundings().state(Integer.BYTES * width * moving.phases);
        this.phase = node.surroundings().state(Integer.BYTES);
        this.sums = new int[width];
        node.surroundings().scratch((long) Integer.BYTES * width);
    }

    /** Whether an AVERAGE_POOL_2D takes the mean over all there is along a dimension, in whole numbers. */
    public static boolean fits(Node node, int dimension) throws ModelFormatException {
        Pooling pooling = Pooling.of(node);
        SlidingAxis along = dimension == 1 ? pooling.rows() : pooling.columns();
        int origin = along.origin(0);
        return pooling.input().type() != TensorType.FLOAT32 && along.out() == 1
            && along.endTap(origin) - along.firstTap(origin) == along.in();
    }

    /** Of an operator that {@link #fits}. */
    public static Kernel prepare(Node node, Moving moving) throws ModelFormatException {
        return new RunningAverage(node, moving)::run;
    }

    private void run() {
        int now = phase.int32(0);
        phase.putInt32(0, (now + 1) % moving.phases);
        for (int i = 0; i < width; i++) {
            sums[i] = kept.int32(now * width + i);
        }
        add(moving.newFrom, moving.newFrom + moving.shift, 1);
        add(moving.first, moving.first + moving.shift, -1);
        for (int i = 0; i < width; i++) {
            kept.putInt32(now * width + i, sums[i]);
        }
        add(0, moving.first + moving.shift, 1);
        add(moving.newFrom + moving.shift, rows, 1);
        mean();
    }

    /** Adds rows to the sums, or takes them away. */
    private void add(int from, int to, int sign) {
        Operand input = pooling.input();
        for (int row = from; row < to; row++) {
            if (input.type() == TensorType.INT8) {
                addBytes(input.storage().bytes(), input.storage().offset() + row * width, sign, sums);
            } else {
                for (int i = 0; i < width; i++) {
                    sums[i] += sign * input.get(row * width + i);
                }
            }
        }
    }

    private static void addBytes(byte[] bytes, int at, int sign, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += sign * bytes[at + i];
        }
    }

    private void mean() {
        int at = 0;
        for (int o = 0; o < across.out(); o++) {
            int origin = across.origin(o);
            int first = origin + across.firstTap(origin);
            int end = origin + across.endTap(origin);
            for (int c = 0; c < channels; c++) {
                int sum = 0;
                for (int x = first; x < end; x++) {
                    sum += sums[x * channels + c];
                }
                pooling.output().put(at++, range.clamp(AveragePool2d.rounded(sum, rows * (end - first))));
            }
        }
    }
}
