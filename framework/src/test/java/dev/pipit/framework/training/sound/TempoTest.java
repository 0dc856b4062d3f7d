package dev.pipit.framework.training.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TempoTest {
    @ParameterizedTest
    @CsvSource({"0.7, 100", "0.87, 200", "1.15, 133.7", "1.3, 440", "2, 120", "0.5, 90"})
    void keepsThePitch(double factor, double hz) {
        float[] y = Tempo.apply(Tone.sine(16_000, hz, 0.5), factor);
        assertEquals(Math.round(16_000 / factor), y.length);
        // pieces meet within half a sample and an eighth of a step of the search: 2 % of a period of 440 Hz
        assertEquals(0.5, Tone.amplitude(y, 1_000, y.length - 1_000, hz), 0.01);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.8, 1.25})
    void movesASoundToItsTimeOverTheFactor(double factor) {
        float[] y = Tempo.apply(Tone.burst(32_000, 10_000, 20_000, 300, 0.5), factor);
        WordBounds bounds = WordBounds.of(y).orElseThrow();
        assertEquals(10_000 / factor, bounds.from(), 480 + 320);    // its own error, and half a piece
        assertEquals(20_000 / factor, bounds.to(), 480 + 320);
    }

    @Test
    void keepsTheLevelFromTheFirstSampleToTheLast() {
        float[] y = Tempo.apply(Tone.sine(16_000, 200, 0.5), 1.2);
        for (int from = 0; from + 800 <= y.length - 320; from += 800) {
            assertEquals(0.5 * Math.sqrt(0.5), Loudness.rms(y, from, from + 800), 0.02);
        }
    }

    @Test
    void factorOneCopies() {
        float[] x = Tone.sine(1_000, 437, 0.5);
        assertArrayEquals(x, Tempo.apply(x, 1));
    }

    @Test
    void ofNothingIsNothing() {
        assertEquals(0, Tempo.apply(new float[0], 1.1).length);
        assertEquals(9, Tempo.apply(new float[10], 1.1).length);
    }

    @Test
    void refusesOtherFactors() {
        assertEquals("factor must be 0.5 to 2: factor=0.4", assertThrows(IllegalArgumentException.class,
            () -> Tempo.apply(new float[10], 0.4)).getMessage());
    }
}
