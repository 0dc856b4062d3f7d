package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class VibrationVelocityTest {
    private static final double RATE_HZ = 4_096;
    private static final int PIECE = 4_096;

    /** By theory: acceleration a sin(2πft) is velocity a / (2πf), root mean square a / (2πf √2). */
    @Test
    void dividesASineByItsAngularFrequency() {
        assertEquals(10 / (2 * Math.PI * 50) / Math.sqrt(2), velocity(50, 10, 10, 1_000), 1e-4);
    }

    @Test
    void leavesOutWhatIsBeyondTheBand() {
        assertEquals(0, velocity(1_500, 10, 10, 1_000), 1e-6);
        assertEquals(0, velocity(5, 10, 10, 1_000), 1e-3);             // side lobes of the taper
    }

    private static double velocity(double hz, double amplitude, double fromHz, double toHz) {
        float[] x = new float[2 * PIECE];
        for (int n = 0; n < x.length; n++) {
            x[n] = (float) (amplitude * Math.sin(2 * Math.PI * hz * n / RATE_HZ));
        }
        var welch = new Welch(x.length, 1, PIECE, RATE_HZ);
        float[] density = new float[welch.bins()];
        welch.apply(x, 0, density);
        return new VibrationVelocity(welch.bins(), RATE_HZ / PIECE, fromHz, toHz).rms(density);
    }

    @Test
    void refusesABandWithoutABin() {
        assertThrows(IllegalArgumentException.class, () -> new VibrationVelocity(100, 10, 41, 49));
        assertThrows(IllegalArgumentException.class, () -> new VibrationVelocity(100, 10, 0, 49));
    }
}
