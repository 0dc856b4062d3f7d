package dev.pipit.apps.train.keyword;

import java.util.SplittableRandom;

import dev.pipit.framework.dsp.Biquad;
import dev.pipit.framework.training.sound.Loudness;
import dev.pipit.framework.training.sound.Noise;

/**
 * A second of sound that a loudspeaker can play: noise in bands, each louder or softer every tenth of a second.
 *
 * @param levels {@code [tenths][bands]}, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent")
record AttackSound(float[][] levels) {
    static final int TENTHS = 10;
    static final int BANDS = 12;

    private static final double LOWEST_HZ = 150;
    private static final double HIGHEST_HZ = 6_000;
    private static final double Q = 3;

    /** With random levels. */
    static AttackSound random(SplittableRandom random) {
        float[][] levels = new float[TENTHS][BANDS];
        for (float[] row : levels) {
            for (int b = 0; b < BANDS; b++) {
                row[b] = (float) random.nextDouble();
            }
        }
        return new AttackSound(levels);
    }

    /** Another one, of which about one level in {@code oneIn} was drawn anew. */
    AttackSound mutated(int oneIn, SplittableRandom random) {
        float[][] other = new float[TENTHS][];
        for (int t = 0; t < TENTHS; t++) {
            other[t] = levels[t].clone();
            for (int b = 0; b < BANDS; b++) {
                other[t][b] = random.nextInt(oneIn) == 0 ? (float) random.nextDouble() : other[t][b];
            }
        }
        return new AttackSound(other);
    }

    /** Bands of noise, always the same, that sounds are mixed of. */
    static float[][] bands() {
        float[][] bands = new float[BANDS][];
        for (int b = 0; b < BANDS; b++) {
            double hz = LOWEST_HZ * Math.pow(HIGHEST_HZ / LOWEST_HZ, b / (BANDS - 1.0));
            bands[b] = Noise.white(KeywordFeatures.SAMPLES, new SplittableRandom(1000 + b));
            var filter = Biquad.Section.bandPass(hz, Q, KeywordFeatures.RATE_HZ);
            new Biquad(filter, filter).apply(bands[b], 0, bands[b].length);
            Loudness.toRms(bands[b], -20);
        }
        return bands;
    }

    /** Its samples; levels go from one tenth to the next in straight lines. */
    float[] samples(float[][] bands) {
        float[] samples = new float[KeywordFeatures.SAMPLES];
        int tenth = KeywordFeatures.SAMPLES / TENTHS;
        for (int i = 0; i < samples.length; i++) {
            int t = i / tenth;
            float part = (i % tenth) / (float) tenth;
            for (int b = 0; b < BANDS; b++) {
                float from = levels[t][b];
                samples[i] += (from + part * (levels[(t + 1) % TENTHS][b] - from)) * bands[b][i];
            }
        }
        return samples;
    }
}
