package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LineStrengthTest {
    private final float[] spectrum = new float[2_000];
    private final LineStrength lines = new LineStrength(spectrum.length, 0.5, 3, 0.01);

    /** By hand: three harmonics e² times as high as what is around them. */
    @Test
    void isTheLogarithmOfTheRatio() {
        Arrays.fill(spectrum, 2);
        for (int h = 1; h <= 3; h++) {
            spectrum[200 * h + 1] = (float) (2 * Math.exp(2));          // one bin beside the line
        }
        assertEquals(2, lines.of(spectrum, 100), 1e-6);
        assertEquals(0, lines.of(spectrum, 77), 1e-6);
    }

    @Test
    void leavesOutHarmonicsBeyondTheSpectrum() {
        Arrays.fill(spectrum, 1);
        spectrum[1_200] = (float) Math.E;                               // 600 Hz; its second harmonic is beyond 1 kHz
        assertEquals(1, lines.of(spectrum, 600), 1e-6);
        assertEquals(0, lines.of(spectrum, 990));
    }

    @Test
    void givesNothingForAnEmptySpectrum() {
        assertEquals(0, lines.of(spectrum, 100));
    }

    @Test
    void refusesAToleranceThatMeetsTheNextHarmonic() {
        assertThrows(IllegalArgumentException.class, () -> new LineStrength(100, 1, 3, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new LineStrength(100, 1, 0, 0.01));
    }
}
