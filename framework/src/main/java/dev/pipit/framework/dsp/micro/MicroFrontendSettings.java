package dev.pipit.framework.dsp.micro;

/**
 * Settings of a {@link MicroFrontend}. The models that are about were all trained with {@link #standard()}.
 *
 * @param rateHz      samples per second, above 0
 * @param frameLength samples, 257 to 512: what the FFT of 512 points holds
 * @param bands       of the filter bank
 * @param noise       how the steady part of the sound is taken away
 * @param gain        how loudness is evened out
 * @param log         how the result is scaled
 */
public record MicroFrontendSettings(int rateHz, int frameLength, Bands bands, Noise noise, Gain gain, Log log) {
    public MicroFrontendSettings {
        check(rateHz > 0, "rateHz must be above 0: rateHz=" + rateHz);
        check(frameLength > FixedFft.SIZE / 2 && frameLength <= FixedFft.SIZE,
            "frameLength must be 257 to 512 samples: frameLength=" + frameLength);
        check(bands.highHz < rateHz / 2.0,
            "highHz must be below half the sample rate: highHz=" + bands.highHz + ", rateHz=" + rateHz);
    }

    /** 16 kHz, 30 ms, 40 bands from 125 to 7500 Hz, noise reduction, gain control, logarithm times 64. */
    public static MicroFrontendSettings standard() {
        return new MicroFrontendSettings(16_000, 480, new Bands(40, 125, 7_500), new Noise(10, 0.025f, 0.06f, 0.05f),
            new Gain(true, 0.95f, 80, 21), new Log(true, 6));
    }

    /** These settings, with other bands. */
    public MicroFrontendSettings with(Bands other) {
        return new MicroFrontendSettings(rateHz, frameLength, other, noise, gain, log);
    }

    /** These settings, with another noise reduction. */
    public MicroFrontendSettings with(Noise other) {
        return new MicroFrontendSettings(rateHz, frameLength, bands, other, gain, log);
    }

    /** These settings, with another gain control. */
    public MicroFrontendSettings with(Gain other) {
        return new MicroFrontendSettings(rateHz, frameLength, bands, noise, other, log);
    }

    /** These settings, with another scale. */
    public MicroFrontendSettings with(Log other) {
        return new MicroFrontendSettings(rateHz, frameLength, bands, noise, gain, other);
    }

    /**
     * Overlapping triangles, evenly spaced on the mel scale.
     *
     * @param count  at least 1
     * @param lowHz  where the first begins, at least 0
     * @param highHz where the last ends, above {@code lowHz}
     */
    public record Bands(int count, float lowHz, float highHz) {
        public Bands {
            check(count >= 1, "count must be at least 1: count=" + count);
            check(lowHz >= 0, "lowHz must be at least 0: lowHz=" + lowHz);
            check(highHz > lowHz, "highHz must be above lowHz: highHz=" + highHz + ", lowHz=" + lowHz);
        }
    }

    /**
     * Spectral subtraction.
     *
     * @param smoothingBits binary places of the noise estimate, 3 to 16
     * @param evenSmoothing weight of a new frame in the estimate of bands 0, 2, 4 …, 0 to 1
     * @param oddSmoothing  the same for bands 1, 3, 5 …
     * @param remaining     part of a band that always stays, 0 to 1
     */
    public record Noise(int smoothingBits, float evenSmoothing, float oddSmoothing, float remaining) {
        public Noise {
            check(smoothingBits >= 3 && smoothingBits <= 16,
                "smoothingBits must be 3 to 16: smoothingBits=" + smoothingBits);
            check(fraction(evenSmoothing), "evenSmoothing must be 0 to 1: evenSmoothing=" + evenSmoothing);
            check(fraction(oddSmoothing), "oddSmoothing must be 0 to 1: oddSmoothing=" + oddSmoothing);
            check(fraction(remaining), "remaining must be 0 to 1: remaining=" + remaining);
        }

        private static boolean fraction(float x) {
            return x >= 0 && x <= 1;
        }
    }

    /**
     * Per-channel amplitude normalisation: gain = 2^bits × (noise estimate + offset)^−strength.
     *
     * @param on       whether it is done at all
     * @param strength 0 for none, 1 for all
     * @param offset   keeps the gain of silence finite, above 0
     * @param bits     binary places of the gain, 15 to 30
     */
    public record Gain(boolean on, float strength, float offset, int bits) {
        public Gain {
            check(strength >= 0 && strength <= 1, "strength must be 0 to 1: strength=" + strength);
            check(offset > 0 && offset < Float.POSITIVE_INFINITY, "offset must be above 0: offset=" + offset);
            check(bits >= 15 && bits <= 30, "bits must be 15 to 30: bits=" + bits);
        }
    }

    /**
     * Natural logarithm, times 2^shift.
     *
     * @param on    whether it is done at all
     * @param shift 0 to 11
     */
    public record Log(boolean on, int shift) {
        public Log {
            check(shift >= 0 && shift <= 11, "shift must be 0 to 11: shift=" + shift);
        }
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
