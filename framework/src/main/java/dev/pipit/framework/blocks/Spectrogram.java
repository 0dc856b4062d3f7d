package dev.pipit.framework.blocks;

import java.util.List;

import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;

/**
 * The last feature rows, one above the other: {@code [rows, n]}, the oldest first. Sent for the first time when there
 * are enough rows, then after every {@code every} rows. Starts again after a gap.
 *
 * <p>Input: one feature row at a time, {@code [1, n]}.
 *
 * @param rows  how many, at least 1
 * @param every rows from one spectrogram to the next, at least 1; as many as {@code rows} for no overlap
 */
public record Spectrogram(int rows, int every) implements Block<Tensor, Tensor> {
    public Spectrogram {
        if (rows < 1 || every < 1) {
            throw new IllegalArgumentException("rows and every must be at least 1: rows=" + rows + ", every=" + every);
        }
    }

    /** Sent after each row. */
    public Spectrogram(int rows) {
        this(rows, 1);
    }

    @Override
    public TensorFormat output(Format input) {
        TensorFormat row = Formats.tensors("Spectrogram", input);
        if (row.shape().size() != 2 || row.shape().get(0) != 1) {
            throw new IllegalArgumentException("Spectrogram needs single rows: input is " + input);
        }
        int length = Math.addExact(row.length(), Math.multiplyExact(rows - 1, row.hop()));
        return new TensorFormat(List.of(rows, row.shape().get(1)), row.signal(), length,
            Math.multiplyExact(every, row.hop()), row.madeBy());
    }

    @Override
    public Sink<Tensor> open(Format input, Sink<? super Tensor> next) {
        TensorFormat row = Formats.tensors("Spectrogram", input);
        return new Open(row, output(input), next);
    }

    private final class Open implements Sink<Tensor> {
        private final Sink<? super Tensor> next;
        private final Tensor all;
        private final int width;
        private final int hop;
        private final double hopNanos;
        private int filled;
        private int wait;                      // rows until the next one is sent
        private long expected;

        Open(TensorFormat row, TensorFormat output, Sink<? super Tensor> next) {
            this.next = next;
            all = new Tensor(output);
            width = row.size();
            hop = row.hop();
            hopNanos = hop * row.signal().periodNanos();
        }

        @Override
        public void accept(Tensor row) {
            if (row.firstSample() != expected) {
                filled = 0;
                wait = 0;
            }
            expected = row.firstSample() + hop;
            float[] values = all.values();
            if (filled == rows) {
                System.arraycopy(values, width, values, 0, (rows - 1) * width);
                filled--;
            }
            System.arraycopy(row.values(), 0, values, filled * width, width);
            filled++;
            if (wait > 0) {
                wait--;
            }
            if (filled == rows && wait == 0) {
                all.at(row.firstSample() - (long) (rows - 1) * hop,
                    row.timeNanos() - Math.round((rows - 1) * hopNanos));
                next.accept(all);
                wait = every;
            }
        }
    }
}
