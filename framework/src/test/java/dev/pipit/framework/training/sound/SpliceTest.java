package dev.pipit.framework.training.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpliceTest {
    private static final int FADE = 160;
    private final float[] speech = Tone.sine(48_000, 200, 0.1);
    private final float[] word = Tone.burst(16_000, 4_000, 12_000, 1_000, 0.9);
    private final Splice splice = Splice.of(speech, 20_000, word, new WordBounds(4_000, 12_000));

    @Test
    void saysWhereTheWordIs() {
        assertEquals(new WordBounds(20_000 - FADE, 28_000 - FADE), splice.word());
        assertEquals(48_000 + 8_000 - 2 * FADE, splice.samples().length);
        assertEquals(0, Tone.amplitude(splice.samples(), 16_000, 19_840, 1_000), 1e-4);
        assertEquals(0, Tone.amplitude(splice.samples(), 28_000, 32_000, 1_000), 1e-4);
    }

    @Test
    void bringsTheWordToTheLoudnessOfTheSpeech() {
        assertEquals(0.1, Tone.amplitude(splice.samples(), 20_400, 27_600, 1_000), 1e-3);
    }

    @Test
    void leavesTheSpeechAsItIs() {
        int end = splice.word().to();
        assertArrayEquals(Arrays.copyOf(speech, 20_000 - FADE), Arrays.copyOf(splice.samples(), 20_000 - FADE));
        assertArrayEquals(Arrays.copyOfRange(speech, 20_000 + FADE, 48_000),
            Arrays.copyOfRange(splice.samples(), end, splice.samples().length));
        assertArrayEquals(Tone.sine(48_000, 200, 0.1), speech);
    }

    @Test
    void neverJumps() {
        // 0.1 × 2π × 1 kHz / 16 kHz = 0.04 a sample; both at once in the cross-fade, and the ramps, stay below 0.06
        float[] x = splice.samples();
        for (int n = 1; n < x.length; n++) {
            assertEquals(0, x[n] - x[n - 1], 0.06);
        }
    }

    @Test
    void putsTheWordAtTheVeryEndsToo() {
        assertEquals(new WordBounds(0, 8_000), Splice.of(speech, 0, word, new WordBounds(4_000, 12_000)).word());
        Splice last = Splice.of(speech, 48_000, word, new WordBounds(4_000, 12_000));
        assertEquals(new WordBounds(48_000 - FADE, 56_000 - FADE), last.word());
        assertEquals(last.word().to(), last.samples().length);
    }

    @Test
    void keepsItsOwnLoudnessInSilence() {
        Splice quiet = Splice.of(new float[32_000], 16_000, word, new WordBounds(4_000, 12_000));
        assertEquals(0.9, Tone.amplitude(quiet.samples(), 17_000, 23_000, 1_000), 1e-3);
    }

    @Test
    void refusesAPlaceOutsideOfTheSpeech() {
        assertThrows(IndexOutOfBoundsException.class,
            () -> Splice.of(speech, 48_001, word, new WordBounds(4_000, 12_000)));
    }
}
