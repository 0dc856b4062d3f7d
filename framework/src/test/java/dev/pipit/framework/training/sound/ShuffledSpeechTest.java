package dev.pipit.framework.training.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShuffledSpeechTest {
    private static final int LENGTH = 600 * 16_000;

    /** Samples that say where they were: a saw tooth, one over the length more each time. */
    private static float[] counting() {
        var x = new float[160_000];
        for (int n = 0; n < x.length; n++) {
            x[n] = (n + 1) / 160_000f;
        }
        return x;
    }

    @Test
    void isMadeOfPiecesOfRealSpeechOfWhichFifteenPercentRunBackwards() {
        float[] y = ShuffledSpeech.of(List.of(counting()), LENGTH, new SplittableRandom(3));
        int forwards = 0;
        int backwards = 0;
        int longest = 0;
        int run = 0;
        int before = 0;
        for (int n = 1; n < y.length; n++) {
            long step = Math.round((y[n] - y[n - 1]) * 160_000.0);
            int direction = step == 1 ? 1 : step == -1 ? -1 : 0;
            run = direction != 0 && direction == before ? run + 1 : 0;
            before = direction;
            longest = Math.max(longest, run);
            forwards += run > 0 && direction == 1 ? 1 : 0;
            backwards += run > 0 && direction == -1 ? 1 : 0;
        }
        int all = forwards + backwards;
        // 600 s are 3100 pieces: standard deviation of the share 0.7 %, three of them
        assertEquals(0.15, (double) backwards / all, 0.021);
        // a piece of 0.205 s on average of which 10 ms at either end fade, and 10 ms overlap
        assertEquals(0.185 / 0.195, (double) all / LENGTH, 0.01);
        assertTrue(longest < 0.32 * 16_000 && longest > 0.28 * 16_000, "longest=" + longest);
    }

    @Test
    void repeats() {
        assertArrayEquals(ShuffledSpeech.of(List.of(counting()), 16_000, new SplittableRandom(3)),
            ShuffledSpeech.of(List.of(counting()), 16_000, new SplittableRandom(3)));
    }

    @Test
    void takesRecordingsThatAreShorterThanAPiece() {
        float[] y = ShuffledSpeech.of(List.of(Tone.sine(320, 100, 0.5)), 16_000, new SplittableRandom(3));
        assertEquals(16_000, y.length);
        assertTrue(Loudness.rms(y, 0, 16_000) > 0.2);
    }
}
