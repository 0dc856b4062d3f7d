package dev.pipit.framework.blocks;

import java.util.List;

import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;

/**
 * Level and unrest of each channel over a frame: for what is sampled slowly and says something by itself, such as
 * pressure, current or temperature.
 *
 * <p>Input: frames of at least two samples. Output: {@code [1, 2 × channels]}: first the means, in the unit of the
 * samples; then the natural logarithms of the root mean square of the steps from sample to sample, to which a thousandth
 * of the mean and 1e-9 of the unit are added, so that what does not move has a number too. NaN in, NaN out. Allocates
 * nothing per frame.
 */
public record ValueFeatures() implements Block<Frame, Tensor> {
    private static final double OF_THE_MEAN = 1e-3;
    private static final double LEAST = 1e-9;

    /** What a feature is of, in the order of the groups. */
    public static final List<String> NAMES = List.of("level", "unrest");

    @Override
    public TensorFormat output(Format input) {
        FrameFormat frames = Formats.frames("ValueFeatures", input);
        if (frames.length() < 2) {
            throw new IllegalArgumentException("ValueFeatures needs frames of at least 2 samples: input is "
                + frames.length());
        }
        return new TensorFormat(List.of(1, NAMES.size() * frames.signal().channels()), frames.signal(), frames.length(),
            frames.hop(), this);
    }

    @Override
    public Sink<Frame> open(Format input, Sink<? super Tensor> next) {
        var row = new Tensor(output(input));
        return frame -> {
            int channels = frame.channels();
            int length = frame.length();
            float[] x = frame.samples();
            for (int c = 0; c < channels; c++) {
                double sum = x[c];
                double squares = 0;
                for (int n = c + channels; n < x.length; n += channels) {
                    sum += x[n];
                    double step = x[n] - x[n - channels];
                    squares += step * step;
                }
                double mean = sum / length;
                row.values()[c] = (float) mean;
                row.values()[channels + c] = (float) Math.log(Math.sqrt(squares / (length - 1))
                    + OF_THE_MEAN * Math.abs(mean) + LEAST);
            }
            row.at(frame.firstSample(), frame.timeNanos());
            next.accept(row);
        };
    }
}
