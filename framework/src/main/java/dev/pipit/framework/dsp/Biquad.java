package dev.pipit.framework.dsp;

import java.util.Arrays;

/**
 * Filter of one or more second-order sections, one behind the other, for one channel.
 *
 * <p>Each section is, in direct form II transposed:
 * <pre>{@code
 *     y = b0 * x + z1;
 *     z1 = b1 * x - a1 * y + z2;
 *     z2 = b2 * x - a2 * y;
 * }</pre>
 *
 * <p>Unit: that of the samples. Between sections and from sample to sample everything is double: corners of a thousandth
 * of the sample rate stay exact. A NaN stays inside until {@link #reset}. Cost: five multiplications per section and
 * sample, no allocation.
 */
public final class Biquad {
    /**
     * Transfer function (b0 + b1 z⁻¹ + b2 z⁻²) / (1 + a1 z⁻¹ + a2 z⁻²).
     *
     * <p>The designs are 3 dB down at their corner where {@code q} is √½ (Butterworth). Source: R. Bristow-Johnson,
     * Cookbook formulae for audio equalizer biquad filter coefficients (bilinear transform).
     */
    public record Section(double b0, double b1, double b2, double a1, double a2) {
        /** Lets through what is below {@code hz}; falls by 12 dB per octave above. */
        public static Section lowPass(double hz, double q, double rateHz) {
            double cos = Math.cos(angle(hz, q, rateHz));
            return over((1 - cos) / 2, 1 - cos, (1 - cos) / 2, hz, q, rateHz);
        }

        /** Lets through what is above {@code hz}; falls by 12 dB per octave below. */
        public static Section highPass(double hz, double q, double rateHz) {
            double cos = Math.cos(angle(hz, q, rateHz));
            return over((1 + cos) / 2, -(1 + cos), (1 + cos) / 2, hz, q, rateHz);
        }

        /** Lets through {@code hz} as it is, and what is within about {@code hz / q} around it. */
        public static Section bandPass(double hz, double q, double rateHz) {
            double alpha = Math.sin(angle(hz, q, rateHz)) / (2 * q);
            return over(alpha, 0, -alpha, hz, q, rateHz);
        }

        /** Takes out {@code hz}, and weakens what is within about {@code hz / q} around it. */
        public static Section notch(double hz, double q, double rateHz) {
            double cos = Math.cos(angle(hz, q, rateHz));
            return over(1, -2 * cos, 1, hz, q, rateHz);
        }

        /**
         * Takes out a constant offset: of first order, 3 dB down at {@code hz}, 6 dB per octave below.
         * Source: bilinear transform of s / (s + 2π hz), with the corner put in its place.
         */
        public static Section dcBlocker(double hz, double rateHz) {
            double k = Math.tan(angle(hz, 1, rateHz) / 2);
            return new Section(1 / (1 + k), -1 / (1 + k), 0, (k - 1) / (k + 1), 0);
        }

        /** A numerator over the denominator that all of the cookbook's designs share. */
        private static Section over(double b0, double b1, double b2, double hz, double q, double rateHz) {
            double angle = angle(hz, q, rateHz);
            double alpha = Math.sin(angle) / (2 * q);
            double a0 = 1 + alpha;
            return new Section(b0 / a0, b1 / a0, b2 / a0, -2 * Math.cos(angle) / a0, (1 - alpha) / a0);
        }

        private static double angle(double hz, double q, double rateHz) {
            if (!(hz > 0 && hz < rateHz / 2)) {
                throw new IllegalArgumentException(
                    "hz must be above 0 and below half the sample rate: hz=" + hz + ", rateHz=" + rateHz);
            }
            if (!(q > 0)) {
                throw new IllegalArgumentException("q must be above 0: q=" + q);
            }
            return 2 * Math.PI * hz / rateHz;
        }
    }

    private static final int COEFFICIENTS = 5;

    /** [sections, 5]: b0, b1, b2, a1, a2 */
    private final double[] coefficients;
    /** [sections, 2]: z1, z2 */
    private final double[] state;

    public Biquad(Section... sections) {
        if (sections.length == 0) {
            throw new IllegalArgumentException("sections must be at least 1: sections=0");
        }
        coefficients = new double[COEFFICIENTS * sections.length];
        state = new double[2 * sections.length];
        for (int s = 0; s < sections.length; s++) {
            int at = COEFFICIENTS * s;
            coefficients[at] = sections[s].b0;
            coefficients[at + 1] = sections[s].b1;
            coefficients[at + 2] = sections[s].b2;
            coefficients[at + 3] = sections[s].a1;
            coefficients[at + 4] = sections[s].a2;
        }
    }

    /** Filters the next sample. */
    public float apply(float sample) {
        double x = sample;
        for (int z = 0, c = 0; z < state.length; z += 2, c += COEFFICIENTS) {
            double y = coefficients[c] * x + state[z];
            state[z] = coefficients[c + 1] * x - coefficients[c + 3] * y + state[z + 1];
            state[z + 1] = coefficients[c + 2] * x - coefficients[c + 4] * y;
            x = y;
        }
        return (float) x;
    }

    /** Filters the next {@code count} samples, from {@code samples[from]} on, in place. */
    public void apply(float[] samples, int from, int count) {
        for (int n = from; n < from + count; n++) {
            samples[n] = apply(samples[n]);
        }
    }

    /** Forgets what came before, as after a gap in the signal. */
    public void reset() {
        Arrays.fill(state, 0);
    }
}
