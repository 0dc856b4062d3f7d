package dev.pipit.framework.training.sound;

import dev.pipit.framework.dsp.Biquad;

/**
 * Makes a sound darker or brighter by so many dB an octave, as another microphone does.
 *
 * <p>Seven pairs of a pole and a zero, an octave from pair to pair, from 44 Hz to 2.8 kHz: stairs fine enough to be a
 * slope.
 *
 * <p>Range: −5 to 5 dB an octave. Error: within 0.75 dB of the slope through 0 dB at 1 kHz, from 100 Hz to 4 kHz; pinned
 * by {@code TiltTest}.
 */
public final class Tilt {
    private static final int PAIRS = 7;
    private static final double LOWEST_HZ = 1_000 * Math.sqrt(0.5) / 16;
    private static final double PIVOT_HZ = 1_000;
    /** What a zero without a pole gives. */
    private static final double DB_PER_OCTAVE = 20 * StrictMath.log10(2);

    private Tilt() {
    }

    /** Tilts, in place. */
    public static void apply(float[] samples, double dbPerOctave) {
        if (!(Math.abs(dbPerOctave) <= 5)) {
            throw new IllegalArgumentException("dbPerOctave must be -5 to 5: dbPerOctave=" + dbPerOctave);
        }
        double octaves = dbPerOctave / DB_PER_OCTAVE;
        var sections = new Biquad.Section[(PAIRS + 1) / 2];
        double gain = 1;
        for (int pair = 0; pair < PAIRS; pair++) {
            double hz = LOWEST_HZ * (1 << pair);
            double zero = warped(hz * StrictMath.pow(2, -octaves / 2));
            double pole = warped(hz * StrictMath.pow(2, octaves / 2));
            gain *= Math.sqrt((1 + square(warped(PIVOT_HZ) / pole)) / (1 + square(warped(PIVOT_HZ) / zero)));
            sections[pair / 2] = times(sections[pair / 2], zero, pole);
        }
        new Biquad(sections).apply(samples, 0, samples.length);
        Loudness.scale(samples, gain);
    }

    private static double square(double x) {
        return x * x;
    }

    /** What the bilinear transform takes a frequency from. */
    private static double warped(double hz) {
        return StrictMath.tan(Math.PI * hz / Pcm16.RATE_HZ);
    }

    /** The section and a pair behind it: (1 + s/zero) / (1 + s/pole), s = (1 − z⁻¹) / (1 + z⁻¹). */
    private static Biquad.Section times(Biquad.Section first, double zero, double pole) {
        double a0 = 1 + 1 / pole;
        double b0 = (1 + 1 / zero) / a0;
        double b1 = (1 - 1 / zero) / a0;
        double a1 = (1 - 1 / pole) / a0;
        if (first == null) {
            return new Biquad.Section(b0, b1, 0, a1, 0);
        }
        return new Biquad.Section(first.b0() * b0, first.b0() * b1 + first.b1() * b0, first.b1() * b1,
            first.a1() + a1, first.a1() * a1);
    }
}
