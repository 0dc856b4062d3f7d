package dev.pipit.framework.blocks;

import java.util.List;

import dev.pipit.framework.dsp.ImuRow;
import dev.pipit.framework.signal.Format;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.TensorFormat;
import dev.pipit.framework.stream.Block;
import dev.pipit.framework.stream.Sink;

/**
 * How something moves, in named numbers: {@link ImuRow}.
 *
 * <p>Input: frames of 3 channels (acceleration, m/s²) or 6 (then turning, rad/s), of the rate, length and channels of
 * the settings. Output: {@code [1, names]}.
 *
 * @param rateHz   samples a second
 * @param length   samples of a frame
 * @param channels 3 or 6
 */
public record ImuFeatures(double rateHz, int length, int channels) implements Block<Frame, Tensor> {
    public ImuFeatures {
        new ImuRow(rateHz, length, channels);
    }

    /** What the features are called, in order. */
    public List<String> names() {
        return new ImuRow(rateHz, length, channels).names();
    }

    @Override
    public TensorFormat output(Format input) {
        FrameFormat frames = Formats.frames("ImuFeatures", input);
        if (frames.signal().rateHz() != rateHz || frames.length() != length || frames.signal().channels() != channels) {
            throw new IllegalArgumentException("ImuFeatures needs frames of " + length + " samples at " + rateHz + " Hz, "
                + channels + " channels: input is " + frames.length() + " samples at " + frames.signal().rate() + ", "
                + frames.signal().channels() + " channels");
        }
        return new TensorFormat(List.of(1, names().size()), frames.signal(), length, frames.hop(), this);
    }

    @Override
    public Sink<Frame> open(Format input, Sink<? super Tensor> next) {
        var imu = new ImuRow(rateHz, length, channels);
        var row = new Tensor(output(input));
        return frame -> {
            imu.apply(frame.samples(), row.values());
            row.at(frame.firstSample(), frame.timeNanos());
            next.accept(row);
        };
    }
}
