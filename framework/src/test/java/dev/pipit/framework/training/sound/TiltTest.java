package dev.pipit.framework.training.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiltTest {
    @ParameterizedTest
    @ValueSource(doubles = {-5, -3, -1, 0, 2, 5})
    void isAStraightLineThroughOneKilohertz(double dbPerOctave) {
        var impulse = new float[16_000];
        impulse[0] = 1;
        Tilt.apply(impulse, dbPerOctave);
        for (double hz = 100; hz <= 4_000; hz *= 1.1) {
            double octaves = Math.log(hz / 1_000) / Math.log(2);
            assertEquals(dbPerOctave * octaves, gainDb(impulse, hz), 0.75, "at " + hz + " Hz");
        }
        assertEquals(0, gainDb(impulse, 1_000), 1e-3, "normalised there");
    }

    @Test
    void refusesSteeperSlopes() {
        assertEquals("dbPerOctave must be -5 to 5: dbPerOctave=-6.0", assertThrows(IllegalArgumentException.class,
            () -> Tilt.apply(new float[10], -6)).getMessage());
    }

    /** The Fourier sum of the impulse response. */
    private static double gainDb(float[] impulse, double hz) {
        double re = 0;
        double im = 0;
        for (int n = 0; n < impulse.length; n++) {
            re += impulse[n] * Math.cos(2 * Math.PI * hz * n / Pcm16.RATE_HZ);
            im += impulse[n] * Math.sin(2 * Math.PI * hz * n / Pcm16.RATE_HZ);
        }
        return 20 * Math.log10(Math.hypot(re, im));
    }
}
