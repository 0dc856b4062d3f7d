package dev.pipit.framework.training.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeedTest {
    @ParameterizedTest
    @CsvSource({"0.87, 100", "0.87, 1000", "0.87, 3777", "0.87, 6500", "0.9973, 6500", "1.0371, 200", "1.0371, 6200",
        "1.15, 440", "1.15, 3000", "1.15, 5600", "2, 3000", "0.5, 6500"})
    void aSineStaysASineOfAnotherFrequency(double factor, double hz) {
        float[] y = Speed.apply(Tone.sine(16_000, hz, 0.5), factor);
        double[] sineAndRest = Tone.sineAndRest(y, 500, y.length - 500, hz * factor);
        assertEquals(0, 20 * Math.log10(sineAndRest[0] / 0.5), 0.1, "dB");
        assertTrue(sineAndRest[1] < 0.5e-3, () -> "60 dB below the sine: " + sineAndRest[1] / 0.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.87, 0.9973, 1.15})
    void everyResultIsTheSineAtItsOwnTime(double factor) {
        float[] y = Speed.apply(Tone.sine(16_000, 1_000, 0.5), factor);
        for (int n = 500; n < y.length - 500; n++) {
            // 0.1 dB of 0.5 is 0.006; a sample further the phase is 0.4 further
            assertEquals(0.5 * Math.sin(2 * Math.PI * 1_000 * n * factor / Pcm16.RATE_HZ), y[n], 0.006);
        }
    }

    @Test
    void suppressesWhatWouldBeMirrored() {
        // 7.9 kHz would be at 9.085 kHz, and so at 6.915 kHz
        float[] y = Speed.apply(Tone.sine(16_000, 7_900, 0.5), 1.15);
        assertTrue(Loudness.rms(y, 500, y.length - 500) < 0.5e-2, () -> "40 dB: " + Loudness.rmsDbfs(y));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.87, 0.9973, 1, 1.15, 2})
    void movesASampleToItsTimeOverTheFactor(double factor) {
        float[] y = Speed.apply(Tone.burst(16_000, 8_000, 8_400, 1_000, 0.5), factor);
        assertEquals(Math.round(16_000 / factor), y.length);
        int first = 0;
        while (Math.abs(y[first]) < 0.1) {
            first++;
        }
        assertEquals(8_000 / factor, first, 3);    // a tenth of full scale is reached within 1 sample
    }

    @Test
    void factorOneCopies() {
        float[] x = Tone.sine(1_000, 437, 0.5);
        assertArrayEquals(x, Speed.apply(x, 1));
    }

    @Test
    void ofNothingIsNothing() {
        assertEquals(0, Speed.apply(new float[0], 1.1).length);
    }

    @Test
    void refusesOtherFactors() {
        assertEquals("factor must be 0.5 to 2: factor=2.5", assertThrows(IllegalArgumentException.class,
            () -> Speed.apply(new float[10], 2.5)).getMessage());
    }
}
