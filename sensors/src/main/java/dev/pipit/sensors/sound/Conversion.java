package dev.pipit.sensors.sound;

import java.util.Objects;

/**
 * What becomes of several channels of one rate on the way to one channel of another.
 *
 * @param rateHz     of the result, at least 1
 * @param channel    which is heard
 * @param highPassHz below it 6 dB an octave are taken away, and a constant altogether; 0 leaves everything
 * @param gainDb     what the result is made louder by, −60 to 60
 */
public record Conversion(int rateHz, Channel channel, double highPassHz, double gainDb) {
    private static final double MOST_DB = 60;

    public Conversion {
        if (rateHz < 1) {
            throw new IllegalArgumentException("rateHz must be at least 1: rateHz=" + rateHz);
        }
        Objects.requireNonNull(channel, "channel");
        if (!(highPassHz >= 0 && highPassHz < rateHz / 2.0)) {
            throw new IllegalArgumentException("highPassHz must be at least 0 and below half the rate: highPassHz="
                + highPassHz + ", rateHz=" + rateHz);
        }
        if (!(Math.abs(gainDb) <= MOST_DB)) {
            throw new IllegalArgumentException("gain must be -60 to 60 dB: gain=" + gainDb);
        }
    }

    /** The mean of all channels, nothing else changed. */
    public static Conversion to(int rateHz) {
        return new Conversion(rateHz, Channel.MEAN, 0, 0);
    }

    /** The same of another channel. */
    public Conversion channel(Channel channel) {
        return new Conversion(rateHz, channel, highPassHz, gainDb);
    }

    /** The same without what is below {@code highPassHz}. */
    public Conversion highPassHz(double highPassHz) {
        return new Conversion(rateHz, channel, highPassHz, gainDb);
    }

    /** The same, louder. */
    public Conversion gainDb(double gainDb) {
        return new Conversion(rateHz, channel, highPassHz, gainDb);
    }
}
