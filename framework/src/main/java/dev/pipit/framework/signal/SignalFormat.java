package dev.pipit.framework.signal;

import java.util.Locale;
import java.util.Objects;

/**
 * Samples as a source gives them, interleaved: {@code [n, channels]}.
 *
 * @param rateHz   samples per second and channel, above 0
 * @param channels at least 1
 * @param unit     of every channel
 */
public record SignalFormat(double rateHz, int channels, Unit unit) implements Format {
    public SignalFormat {
        if (!(rateHz > 0 && rateHz < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("rateHz must be above 0: rateHz=" + rateHz);
        }
        if (channels < 1) {
            throw new IllegalArgumentException("channels must be at least 1: channels=" + channels);
        }
        Objects.requireNonNull(unit, "unit");
    }

    /** Time from one sample to the next, in nanoseconds. */
    public double periodNanos() {
        return 1e9 / rateHz;
    }

    /** Time of {@code samples} samples, in nanoseconds, rounded to the nearest. */
    public long nanosOf(long samples) {
        return Math.round(samples * periodNanos());
    }

    /** How many samples fit {@code nanos} best. */
    public long samplesIn(long nanos) {
        return Math.round(nanos * rateHz / 1e9);
    }

    /** The rate as people write it: {@code 16000 Hz}, {@code 33.333 Hz}. */
    public String rate() {
        return rateHz == Math.rint(rateHz) ? (long) rateHz + " Hz" : String.format(Locale.ROOT, "%.3f Hz", rateHz);
    }

    @Override
    public String toString() {
        return rate() + ", " + channels + (channels == 1 ? " channel, " : " channels, ") + unit;
    }
}
