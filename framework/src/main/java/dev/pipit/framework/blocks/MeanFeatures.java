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
 * The mean of each channel over a frame: for what is sampled slowly and says something by itself, such as pressure,
 * current or temperature.
 *
 * <p>Input: frames. Output: {@code [1, channels]}, in the unit of the samples. NaN in, NaN out. Allocates nothing.
 */
public record MeanFeatures() implements Block<Frame, Tensor> {
    @Override
    public TensorFormat output(Format input) {
        FrameFormat frames = Formats.frames("MeanFeatures", input);
        return new TensorFormat(List.of(1, frames.signal().channels()), frames.signal(), frames.length(), frames.hop(),
            this);
    }

    @Override
    public Sink<Frame> open(Format input, Sink<? super Tensor> next) {
        var row = new Tensor(output(input));
        return frame -> {
            int channels = frame.channels();
            float[] x = frame.samples();
            for (int c = 0; c < channels; c++) {
                double sum = 0;
                for (int n = c; n < x.length; n += channels) {
                    sum += x[n];
                }
                row.values()[c] = (float) (sum / frame.length());
            }
            row.at(frame.firstSample(), frame.timeNanos());
            next.accept(row);
        };
    }
}
