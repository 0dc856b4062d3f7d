package dev.pipit.sensors.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HighPassTest {
    private static final double RATE_HZ = 48_000;

    /** By theory: f / √(f² + corner²) of the analogue filter, with tan(π f / rate) in the place of f. */
    @ParameterizedTest
    @CsvSource({"20, 20", "20, 2", "20, 200", "20, 1000", "100, 12000"})
    void weakensAsOnePoleDoes(double cornerHz, double hz) {
        float[] x = new float[96_000];
        for (int n = 0; n < x.length; n++) {
            x[n] = (float) (0.5 * Math.sin(2 * Math.PI * hz * n / RATE_HZ));
        }
        new HighPass(cornerHz, RATE_HZ).apply(x, 0, 1, x.length);
        double sum = 0;
        for (int n = 48_000; n < x.length; n++) {                  // a second later: settled, and whole periods
            sum += x[n] * (double) x[n];
        }
        double f = Math.tan(Math.PI * hz / RATE_HZ);
        double corner = Math.tan(Math.PI * cornerHz / RATE_HZ);
        double expected = f / Math.hypot(f, corner);
        assertEquals(expected, Math.sqrt(2 * sum / 48_000) / 0.5, 1e-4 * expected);      // rounding of float, many times
    }

    @Test
    void takesAConstantAwayFromTheFirstSampleOn() {
        float[] x = new float[1_000];
        Arrays.fill(x, -0.7f);
        new HighPass(20, RATE_HZ).apply(x, 0, 1, x.length);
        for (float sample : x) {
            assertEquals(0, sample);
        }
    }

    /** By theory: exp(−2 π corner t) of a step; 1e-4 is what the bilinear transform bends at 20 of 48 000 Hz. */
    @Test
    void forgetsAStepInItsOwnTime() {
        float[] x = new float[4_000];
        Arrays.fill(x, 1, x.length, 0.5f);
        new HighPass(20, RATE_HZ).apply(x, 0, 1, x.length);
        for (int n = 1; n < x.length; n += 100) {
            double seconds = (n - 0.5) / RATE_HZ;
            assertEquals(0.5 * Math.exp(-2 * Math.PI * 20 * seconds), x[n], 1e-4);
        }
    }

    @Test
    void leavesOtherChannelsAlone() {
        float[] x = {1, 2, 1, 3, 1, 4};
        new HighPass(20, RATE_HZ).apply(x, 0, 2, 3);
        assertEquals("[0.0, 2.0, 0.0, 3.0, 0.0, 4.0]", Arrays.toString(x));
    }

    @Test
    void beginsAgainAfterAGap() {
        var highPass = new HighPass(20, RATE_HZ);
        highPass.apply(new float[] {0, 1, 2}, 0, 1, 3);
        highPass.reset();
        float[] x = {0.25f, 0.25f};
        highPass.apply(x, 0, 1, 2);
        assertEquals("[0.0, 0.0]", Arrays.toString(x));
    }
}
