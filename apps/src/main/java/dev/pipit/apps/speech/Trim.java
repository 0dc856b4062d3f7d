package dev.pipit.apps.speech;

import java.util.Arrays;

/**
 * Cuts a clip of 16 kHz so that 100 ms of silence stand before its sound and behind it; zeros, where there was less.
 *
 * <p>Sound is every frame of 10 ms whose energy is at most 40 dB below that of the loudest frame: a weak f at the end
 * of a word is about 30 dB below its vowel. A clip whose loudest frame is below −60 dBFS has none.
 */
final class Trim {
    static final double LEAST_SOUND_SECONDS = 0.15;
    static final int MARGIN = 1_600;

    private static final int FRAME = 160;
    private static final double RANGE = 1e-4;                      // −40 dB
    private static final double LEAST_ENERGY = 32.768 * 32.768 * FRAME;  // −60 dBFS

    private final short[] samples;
    private final double[] energies;
    private final double least;

    Trim(short[] samples) {
        this.samples = samples;
        energies = new double[(samples.length + FRAME - 1) / FRAME];
        for (int i = 0; i < samples.length; i++) {
            energies[i / FRAME] += (double) samples[i] * samples[i];
        }
        double most = Arrays.stream(energies).max().orElse(0);
        least = most < LEAST_ENERGY ? Double.POSITIVE_INFINITY : most * RANGE;
    }

    /** Seconds of sound, without the pauses between. */
    double soundSeconds() {
        return Arrays.stream(energies).filter(energy -> energy >= least).count() * FRAME / 16_000.0;
    }

    /** The clip with its margins; without sound, nothing. */
    short[] trimmed() {
        int first = 0;
        int end = energies.length;
        while (first < end && energies[first] < least) {
            first++;
        }
        while (end > first && energies[end - 1] < least) {
            end--;
        }
        return first == end ? new short[0] : cut(first * FRAME - MARGIN, end * FRAME + MARGIN);
    }

    private short[] cut(int from, int to) {
        short[] clip = new short[to - from];
        int there = Math.max(0, from);
        System.arraycopy(samples, there, clip, there - from, Math.min(to, samples.length) - there);
        return clip;
    }
}
