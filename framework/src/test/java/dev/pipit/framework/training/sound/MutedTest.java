package dev.pipit.framework.training.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Two tones of 1 kHz, half a second each, half a second of faint noise around each. */
class MutedTest {
    private static final int HALF = Pcm16.RATE_HZ / 2;
    /** The smoothing reaches 20 ms, the ramps are 10 ms. */
    private static final int EDGE = 3 * Pcm16.RATE_HZ / 100;

    private static float[] recording(double secondDb) {
        float[] samples = Noise.white(5 * HALF, new SplittableRandom(1));
        Loudness.toRms(samples, -70);
        float[] tone = Tone.sine(HALF, 1_000, 0.3);
        for (int n = 0; n < HALF; n++) {
            samples[HALF + n] += tone[n];
            samples[3 * HALF + n] += tone[n] * (float) Loudness.amplitude(secondDb);
        }
        return samples;
    }

    @Test
    void leavesNothingBetweenSounds() {
        float[] muted = Muted.apply(recording(0), 40);
        for (int pause : new int[] {0, 2, 4}) {
            int from = pause * HALF + (pause == 0 ? 0 : EDGE);
            int to = (pause + 1) * HALF - (pause == 4 ? 0 : EDGE);
            assertEquals(0, Loudness.peak(Arrays.copyOfRange(muted, from, to)), "pause " + pause);
        }
    }

    @Test
    void leavesSoundsAsTheyAre() {
        float[] recording = recording(-20);
        float[] muted = Muted.apply(recording, 40);
        for (int tone : new int[] {1, 3}) {
            int from = tone * HALF + EDGE;
            int to = (tone + 1) * HALF - EDGE;
            assertArrayEquals(Arrays.copyOfRange(recording, from, to), Arrays.copyOfRange(muted, from, to), "tone " + tone);
        }
    }

    @Test
    void takesAwayWhatIsFurtherBelowTheLoudest() {
        float[] muted = Muted.apply(recording(-35), 30);
        assertEquals(0, Loudness.peak(Arrays.copyOfRange(muted, 2 * HALF + EDGE, 5 * HALF)));
    }

    @Test
    void edgesRiseAndFallWithoutAJump() {
        float[] muted = Muted.apply(Tone.burst(32_000, 6_080, 14_080, 1_000, 0.3), 40);
        float most = 0;
        for (int n = 1; n < muted.length; n++) {
            most = Math.max(most, Math.abs(muted[n] - muted[n - 1]));
        }
        assertTrue(most < 0.3 * 2 * Math.PI * 1_000 / Pcm16.RATE_HZ * 1.1, "jump of " + most);   // the slope of the tone
    }

    @Test
    void silenceStaysSilenceAndTheRecordingAsItWas() {
        assertArrayEquals(new float[1_000], Muted.apply(new float[1_000], 30));
        float[] recording = recording(0);
        float[] before = recording.clone();
        Muted.apply(recording, 40);
        assertArrayEquals(before, recording);
    }

    @Test
    void refusesAThresholdAboveTheLoudest() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Muted.apply(new float[10], 0)).getMessage()
            .startsWith("belowDb must be above 0: belowDb=0"));
    }
}
