package dev.pipit.framework.training.sound;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Makes other feature rows of feature rows, while a model learns: another pace, vocal tract, microphone and noise.
 *
 * <p>stretch about the end of the word and warp of the channels, bilinear → gain → noise → masks
 *
 * <p>Shape: {@code [rows, channels]} in and out. The word ends in the same row as before; what lies beyond the rows or
 * the channels is like the first or the last.
 * Threads: one object a thread. Cost: about 5 ns a number; allocates only where there are more channels than before.
 * Source: D. S. Park et al., SpecAugment, Interspeech 2019 (masks); N. Jaitly and G. E. Hinton, Vocal tract length
 * perturbation, ICML workshop 2013 (warp).
 */
public final class FeatureAugmentation {
    /** Where the smooth gain is drawn; between them it is straight. */
    private static final int KNOTS = 6;

    private final FeatureSettings settings;
    private final float[] knots = new float[KNOTS];
    private float[] gains = {};
    private int[] sources = {};
    private float[] fractions = {};
    private float[] mixed = {};

    public FeatureAugmentation(FeatureSettings settings) {
        this.settings = settings;
    }

    /**
     * Writes other rows into {@code out}, from index 0 on; another array.
     *
     * @param rows    what to start from, which stays as it is
     * @param count   how many rows, at least 1
     * @param wordEnd row in which the word ends; any row where there is none
     */
    public void apply(float[] rows, int count, int channels, int wordEnd, SplittableRandom random, float[] out) {
        ensure(channels);
        double stretch = settings.stretch().draw(random);
        planWarp(channels, random);
        planGains(channels, random);
        for (int t = 0; t < count; t++) {
            double at = wordEnd + (t - wordEnd) / stretch;
            mixRows(rows, count, channels, Math.max(0, Math.min(count - 1, at)));
            warpRow(channels, out, t * channels);
        }
        addNoise(out, count * channels, random);
        mask(out, count, channels, random);
    }

    private void ensure(int channels) {
        if (gains.length < channels) {
            gains = new float[channels];
            sources = new int[channels];
            fractions = new float[channels];
            mixed = new float[channels + 1];
        }
    }

    private void planWarp(int channels, SplittableRandom random) {
        double warp = settings.warp().draw(random);
        double shift = settings.shift().draw(random);
        for (int c = 0; c < channels; c++) {
            double at = Math.max(0, Math.min(channels - 1, c * warp + shift));
            sources[c] = (int) at;
            fractions[c] = (float) (at - sources[c]);
        }
    }

    private void planGains(int channels, SplittableRandom random) {
        double gain = settings.gain().draw(random);
        for (int k = 0; k < KNOTS; k++) {
            knots[k] = (float) (gain * (1 + settings.channelGain() * Draw.normal(random)));
        }
        for (int c = 0; c < channels; c++) {
            float at = channels == 1 ? 0 : (float) c * (KNOTS - 1) / (channels - 1);
            int k = Math.min((int) at, KNOTS - 2);
            gains[c] = knots[k] + (at - k) * (knots[k + 1] - knots[k]);
        }
    }

    /** The row between two rows, and its last number once more. */
    private void mixRows(float[] rows, int count, int channels, double at) {
        int whole = (int) at;
        int first = whole * channels;
        int second = Math.min(whole + 1, count - 1) * channels;
        float fraction = (float) (at - whole);
        for (int c = 0; c < channels; c++) {
            mixed[c] = rows[first + c] + fraction * (rows[second + c] - rows[first + c]);
        }
        mixed[channels] = mixed[channels - 1];
    }

    private void warpRow(int channels, float[] out, int to) {
        for (int c = 0; c < channels; c++) {
            float low = mixed[sources[c]];
            out[to + c] = gains[c] * (low + fractions[c] * (mixed[sources[c] + 1] - low));
        }
    }

    private void addNoise(float[] out, int length, SplittableRandom random) {
        float deviation = (float) settings.noise();
        if (deviation > 0) {
            for (int i = 0; i < length; i++) {
                out[i] += deviation * Draw.normal(random);
            }
        }
    }

    private void mask(float[] out, int count, int channels, SplittableRandom random) {
        for (int m = 0; m < settings.channelMasks(); m++) {
            int width = Draw.below(random, Math.min(settings.maxMaskWidth(), channels) + 1);
            int from = Draw.below(random, channels - width + 1);
            blankChannels(out, count, channels, from, width);
        }
        for (int m = 0; m < settings.timeMasks(); m++) {
            int length = Draw.below(random, Math.min(settings.maxMaskRows(), count) + 1);
            int from = Draw.below(random, count - length + 1);
            Arrays.fill(out, from * channels, (from + length) * channels, settings.blank());
        }
        for (int c = 0; c < channels; c++) {
            if (Draw.happens(random, settings.channelDropout())) {
                blankChannels(out, count, channels, c, 1);
            }
        }
    }

    private void blankChannels(float[] out, int count, int channels, int from, int width) {
        for (int t = 0; t < count; t++) {
            Arrays.fill(out, t * channels + from, t * channels + from + width, settings.blank());
        }
    }
}
