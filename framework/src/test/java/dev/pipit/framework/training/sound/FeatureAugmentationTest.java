package dev.pipit.framework.training.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

import dev.pipit.testing.AllocatedBytes;

class FeatureAugmentationTest {
    private static final int ROWS = 200;
    private static final int CHANNELS = 40;
    private static final int WORD_END = 140;
    private static final double ERROR = 1e-4;     // floats up to 200
    private static final Range ONE = new Range(1, 1);
    private static final Range ZERO = new Range(0, 0);

    private final float[] times = new float[ROWS * CHANNELS];
    private final float[] places = new float[ROWS * CHANNELS];
    private final float[] ones = new float[ROWS * CHANNELS];

    FeatureAugmentationTest() {
        for (int i = 0; i < times.length; i++) {
            times[i] = (i - i % CHANNELS) / (float) CHANNELS;
            places[i] = i % CHANNELS;
            ones[i] = 1;
        }
    }

    @Test
    void copiesWhereNothingIsToBeDone() {
        assertArrayEquals(times, apply(FeatureSettings.none(), times, 1));
        assertArrayEquals(places, apply(FeatureSettings.none(), places, 1));
    }

    @Test
    void stretchesAboutTheEndOfTheWord() {
        float[] out = apply(settings(new Range(1.2, 1.2), ONE, ZERO, 0, ONE, 0, 0, 0, 0), times, 1);
        for (int t = 0; t < ROWS; t++) {
            double expected = Math.max(0, Math.min(ROWS - 1, WORD_END + (t - WORD_END) / 1.2));
            assertEquals(expected, out[t * CHANNELS + 7], ERROR);
        }
    }

    @Test
    void squeezesAboutTheEndOfTheWord() {
        float[] out = apply(settings(new Range(0.82, 0.82), ONE, ZERO, 0, ONE, 0, 0, 0, 0), times, 1);
        assertEquals(WORD_END, out[WORD_END * CHANNELS], ERROR);
        assertEquals(WORD_END - 82 / 0.82, out[(WORD_END - 82) * CHANNELS], ERROR);
        assertEquals(ROWS - 1, out[(ROWS - 1) * CHANNELS], ERROR, "there is nothing behind the last");
    }

    @Test
    void warpsTheChannels() {
        float[] out = apply(settings(ONE, new Range(1.13, 1.13), new Range(-1.2, -1.2), 0, ONE, 0, 0, 0, 0), places, 1);
        for (int c = 0; c < CHANNELS; c++) {
            assertEquals(Math.max(0, Math.min(39, 1.13 * c - 1.2)), out[50 * CHANNELS + c], ERROR);
        }
    }

    @Test
    void changesTheGainSmoothlyOverTheChannels() {
        double sum = 0;
        double squares = 0;
        int count = 400;
        for (int seed = 0; seed < count; seed++) {
            float[] out = apply(settings(ONE, ONE, ZERO, 0.12, new Range(1.1, 1.1), 0, 0, 0, 0), ones, seed);
            for (int c = 1; c < CHANNELS; c++) {
                // two knots of at most 3.46 deviations either way, 7.8 channels apart
                assertEquals(0, out[c] - out[c - 1], 1.1 * 2 * 3.47 * 0.12 / 7.8);
            }
            sum += out[0];
            squares += (double) out[0] * out[0];
        }
        double mean = sum / count;
        assertEquals(1.1, mean, 3 * 0.132 / Math.sqrt(count));
        assertEquals(0.12 * 1.1, Math.sqrt(squares / count - mean * mean), 0.015);     // 3 / sqrt(2 × 400) of it
    }

    @Test
    void addsNoiseOfTheDeviation() {
        float[] out = apply(settings(ONE, ONE, ZERO, 0, ONE, 0.04, 0, 0, 0), ones, 5);
        double squares = 0;
        double sum = 0;
        for (float value : out) {
            sum += value - 1;
            squares += (value - 1) * (value - 1);
        }
        assertEquals(0, sum / out.length, 3 * 0.04 / Math.sqrt(out.length));
        assertEquals(0.04, Math.sqrt(squares / out.length), 3 * 0.04 / Math.sqrt(2.0 * out.length));
    }

    @Test
    void blanksBandsAndSpansNoLargerThanTheSettings() {
        int widest = 0;
        int longest = 0;
        for (int seed = 0; seed < 300; seed++) {
            float[] out = apply(settings(ONE, ONE, ZERO, 0, ONE, 0, 1, 1, 0), ones, seed);
            int channels = 0;
            int rows = 0;
            for (int c = 0; c < CHANNELS; c++) {
                channels += blank(out, c, CHANNELS, ROWS) ? 1 : 0;
            }
            for (int t = 0; t < ROWS; t++) {
                rows += blank(out, t * CHANNELS, 1, CHANNELS) ? 1 : 0;
            }
            widest = Math.max(widest, channels);
            longest = Math.max(longest, rows);
        }
        assertEquals(6, widest);
        assertEquals(11, longest);
    }

    @Test
    void dropsEachChannelWithItsProbability() {
        int dropped = 0;
        for (int seed = 0; seed < 300; seed++) {
            float[] out = apply(settings(ONE, ONE, ZERO, 0, ONE, 0, 0, 0, 0.1), ones, seed);
            for (int c = 0; c < CHANNELS; c++) {
                dropped += blank(out, c, CHANNELS, ROWS) ? 1 : 0;
            }
        }
        assertEquals(1_200, dropped, 3 * Math.sqrt(12_000 * 0.1 * 0.9));
    }

    @Test
    void worksOnOneRowAndOneChannel() {
        float[] out = new float[1];
        new FeatureAugmentation(FeatureSettings.standard().withChannelDropout(0))
            .apply(new float[] {2}, 1, 1, 0, new SplittableRandom(11), out);
        assertTrue(out[0] == 0 || Math.abs(out[0] - 2) < 2, "a mask, or gains and noise");
    }

    @Test
    void repeatsBitForBit() {
        assertArrayEquals(apply(FeatureSettings.standard(), times, 9), apply(FeatureSettings.standard(), times, 9));
        assertTrue(apply(FeatureSettings.standard(), ones, 9)[4_000]
            != apply(FeatureSettings.standard(), ones, 10)[4_000]);
    }

    @Test
    void allocatesNothing() {
        var augmentation = new FeatureAugmentation(FeatureSettings.standard());
        var random = new SplittableRandom(1);
        var out = new float[times.length];
        augmentation.apply(times, ROWS, CHANNELS, WORD_END, random, out);
        assertEquals(0, AllocatedBytes.of(
            () -> augmentation.apply(times, ROWS, CHANNELS, WORD_END, random, out)));
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertEquals("deviations, counts and widths must be at least 0: channelGain=-1.0, noise=0.0, channelMasks=0, "
            + "maxMaskWidth=6, timeMasks=0, maxMaskRows=11", assertThrows(IllegalArgumentException.class,
                () -> settings(ONE, ONE, ZERO, -1, ONE, 0, 0, 0, 0)).getMessage());
        assertEquals("channelDropout must be 0 to 1: channelDropout=2.0", assertThrows(IllegalArgumentException.class,
            () -> FeatureSettings.none().withChannelDropout(2)).getMessage());
    }

    private static FeatureSettings settings(Range stretch, Range warp, Range shift, double channelGain, Range gain,
        double noise, int channelMasks, int timeMasks, double dropout) {
        return new FeatureSettings(stretch, warp, shift, channelGain, gain, noise, channelMasks, 6, timeMasks, 11,
            dropout, 0);
    }

    private static float[] apply(FeatureSettings settings, float[] rows, long seed) {
        var out = new float[rows.length];
        new FeatureAugmentation(settings).apply(rows, ROWS, CHANNELS, WORD_END, new SplittableRandom(seed), out);
        return out;
    }

    private static boolean blank(float[] x, int from, int stride, int count) {
        for (int k = 0; k < count; k++) {
            if (x[from + k * stride] != 0) {
                return false;
            }
        }
        return true;
    }
}
