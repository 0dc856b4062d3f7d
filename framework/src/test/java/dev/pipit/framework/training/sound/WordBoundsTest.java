package dev.pipit.framework.training.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Expected bounds are where the tones were put; 480 samples: the smoothing of ±20 ms and a step of 10 ms. */
class WordBoundsTest {
    private static final int ERROR = 480;

    @Test
    void findsATone() {
        assertBounds(5_000, 13_000, Tone.burst(32_000, 5_000, 13_000, 300, 0.3));
    }

    @Test
    void findsAToneInNoiseThirtyDecibelsBelow() {
        float[] x = Tone.burst(32_000, 5_000, 13_000, 300, 0.3);
        float[] noise = Noise.white(32_000, new SplittableRandom(1));
        Loudness.addNoise(x, 5_000, 13_000, noise, 30);
        assertBounds(5_000, 13_000, x);
    }

    @Test
    void bridgesTheClosureOfAStop() {
        float[] x = Tone.burst(32_000, 5_000, 9_000, 300, 0.3);
        System.arraycopy(Tone.sine(3_000, 300, 0.1), 0, x, 12_000, 3_000);      // 188 ms later
        assertBounds(5_000, 15_000, x);
    }

    @Test
    void takesTheStrongerOfTwoWords() {
        float[] x = Tone.burst(32_000, 5_000, 9_000, 300, 0.1);
        System.arraycopy(Tone.sine(4_000, 300, 0.3), 0, x, 16_000, 4_000);      // 438 ms later
        assertBounds(16_000, 20_000, x);
    }

    @Test
    void keepsWhatIsTwentyDecibelsBelowThePeak() {
        float[] x = Tone.burst(32_000, 5_000, 9_000, 300, 0.3);
        System.arraycopy(Tone.sine(3_000, 300, 0.03), 0, x, 9_000, 3_000);
        assertBounds(5_000, 12_000, x);
    }

    @Test
    void leavesOutWhatIsThirtyDecibelsBelowThePeak() {
        float[] x = Tone.burst(32_000, 5_000, 9_000, 300, 0.3);
        System.arraycopy(Tone.sine(3_000, 300, 0.3 * 0.0316), 0, x, 9_000, 3_000);
        assertBounds(5_000, 9_000, x);
    }

    @Test
    void endsWithTheRecording() {
        WordBounds bounds = WordBounds.of(Tone.sine(16_055, 300, 0.3)).orElseThrow();
        assertEquals(new WordBounds(0, 16_055), bounds);
        assertEquals(16_055, bounds.length());
    }

    @Test
    void findsNothingInSilence() {
        assertEquals(Optional.empty(), WordBounds.of(new float[16_000]));
        assertEquals(Optional.empty(), WordBounds.of(new float[0]));
    }

    @Test
    void movesWithTheRecording() {
        assertEquals(new WordBounds(110, 120), new WordBounds(10, 20).later(100));
    }

    @Test
    void refusesAWordWithoutSamples() {
        assertEquals("bounds must be 0 <= from < to: from=5, to=5",
            assertThrows(IllegalArgumentException.class, () -> new WordBounds(5, 5)).getMessage());
    }

    private static void assertBounds(int from, int to, float[] x) {
        WordBounds bounds = WordBounds.of(x).orElseThrow();
        assertEquals(from, bounds.from(), ERROR);
        assertEquals(to, bounds.to(), ERROR);
    }
}
