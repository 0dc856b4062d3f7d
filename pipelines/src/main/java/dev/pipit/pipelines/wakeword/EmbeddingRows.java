package dev.pipit.pipelines.wakeword;

import java.util.List;
import java.util.Optional;

import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;
import dev.pipit.framework.tflite.ModelFormatException;

/**
 * Computes rows of a speech embedding. At the start and after a gap some rows of noise are sent first, as if it had been
 * heard before.
 *
 * <p>Input: frames of 110 ms of 16 kHz sound every 80 ms. Output: {@code [1, 96]}.
 *
 * @param networks what computes them
 * @param before   rows of noise to send first, at most 31
 */
record EmbeddingRows(SpeechEmbedding networks, int before) implements Block<Frame, Tensor> {
    private static final int RATE_HZ = 16_000;

    EmbeddingRows {
        if (before < 0 || before > SpeechEmbedding.pastRows()) {
            throw new IllegalArgumentException("rows before must be 0 to " + SpeechEmbedding.pastRows() + ": before=" + before);
        }
    }

    @Override
    public TensorFormat output(Format input) {
        if (!(input instanceof FrameFormat frames) || frames.signal().channels() != 1 || frames.signal().rateHz() != RATE_HZ
                || frames.length() != SpeechEmbedding.SAMPLES || frames.hop() != SpeechEmbedding.HOP) {
            throw new IllegalArgumentException("EmbeddingRows needs frames of " + SpeechEmbedding.SAMPLES + " samples of "
                + RATE_HZ + " Hz, one channel, every " + SpeechEmbedding.HOP + ": input is " + input);
        }
        return new TensorFormat(List.of(1, SpeechEmbedding.SIZE), frames.signal(), SpeechEmbedding.LENGTH,
            SpeechEmbedding.HOP, this);
    }

    @Override
    public Sink<Frame> open(Format input, Sink<? super Tensor> next) {
        TensorFormat format = output(input);
        SpeechEmbedding.Open open = prepared();
        var row = new Tensor(format);
        int samplesBefore = SpeechEmbedding.LENGTH - SpeechEmbedding.USED;
        long nanosBefore = format.signal().nanosOf(samplesBefore);
        double hopNanos = SpeechEmbedding.HOP * format.signal().periodNanos();
        return new Sink<>() {
            private boolean begun;
            private long expected;

            @Override
            public void accept(Frame frame) {
                long first = frame.firstSample() - samplesBefore;
                long nanos = frame.timeNanos() - nanosBefore;
                if (frame.firstSample() != expected || !begun) {
                    open.fill(networks.past());
                    for (int back = before; back > 0; back--) {
                        networks.past().row(back, row.values());
                        row.at(first - (long) back * SpeechEmbedding.HOP, nanos - Math.round(back * hopNanos));
                        next.accept(row);
                    }
                }
                begun = true;
                expected = frame.firstSample() + SpeechEmbedding.HOP;
                open.hear(frame.samples());
                open.read(row.values(), 0);
                row.at(first, nanos);
                next.accept(row);
            }

            /** Goes over to the vector kernels, if there are any. */
            @Override
            public Optional<Runnable> warmUp() {
                return networks.upgrades() ? Optional.of(open::upgrade) : Optional.empty();
            }
        };
    }

    private SpeechEmbedding.Open prepared() {
        try {
            return networks.open();
        } catch (ModelFormatException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "EmbeddingRows";
    }
}
