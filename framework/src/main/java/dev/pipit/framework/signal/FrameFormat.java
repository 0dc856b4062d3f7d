package dev.pipit.framework.signal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;

/**
 * Frames of one signal.
 *
 * @param signal what the frames are made of
 * @param length samples per channel in a frame, at least 1
 * @param hop    samples from the start of one frame to the start of the next, at least 1
 */
public record FrameFormat(SignalFormat signal, int length, int hop) implements Format {
    public FrameFormat {
        Objects.requireNonNull(signal, "signal");
        if (length < 1) {
            throw new IllegalArgumentException("length must be at least 1 sample: length=" + length);
        }
        if (hop < 1) {
            throw new IllegalArgumentException("hop must be at least 1 sample: hop=" + hop);
        }
    }

    @Override
    public String toString() {
        String channels = signal.channels() == 1 ? "" : " × " + signal.channels() + " channels";
        var rate = new BigDecimal(signal.rateHz() / hop).round(new MathContext(5)).stripTrailingZeros();
        return length + " samples" + channels + ", " + rate.toPlainString() + "/s";
    }
}
