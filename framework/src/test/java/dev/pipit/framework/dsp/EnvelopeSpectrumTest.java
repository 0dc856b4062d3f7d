package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EnvelopeSpectrumTest {
    private static final double RATE_HZ = 12_000;
    private static final int LENGTH = 32_768;
    private static final double BIN_HZ = RATE_HZ / LENGTH;

    private final EnvelopeSpectrum envelope = new EnvelopeSpectrum(LENGTH, RATE_HZ, 500, 6_000);
    private final float[] spectrum = new float[envelope.bins()];

    /** Something hits 107 times a second and lets 3 kHz ring, under a loud gear at 400 Hz and noise. */
    @Test
    void findsHowOftenSomethingKnocks() {
        float[] x = knocks(107.3, 1);
        envelope.apply(x, 0, 1, spectrum);
        var lines = new LineStrength(envelope.bins(), BIN_HZ, 3, 0.01);
        assertTrue(lines.of(spectrum, 107.3) > 2.5, "strength " + lines.of(spectrum, 107.3));
        assertTrue(lines.of(spectrum, 71) < 1.5, "strength " + lines.of(spectrum, 71));
        assertEquals(107.3, strongest() * BIN_HZ, 0.3);                     // the slip of 290 knocks: 0.06 %
    }

    @Test
    void saysTheSameHoweverLoudItIs() {
        envelope.apply(knocks(90, 1), 0, 1, spectrum);
        float[] quiet = spectrum.clone();
        envelope.apply(knocks(90, 1_000), 0, 1, spectrum);
        int line = (int) Math.round(90 / BIN_HZ);
        assertEquals(quiet[line], spectrum[line], 1e-3 * quiet[line]);      // float: the phases of weak bins
    }

    @Test
    void givesNothingForSilence() {
        envelope.apply(new float[LENGTH], 0, 1, spectrum);
        assertEquals(0, strongest() < 0 ? 1 : spectrum[strongest()]);
    }

    @Test
    void refusesABandBeyondHalfTheRate() {
        assertThrows(IllegalArgumentException.class, () -> new EnvelopeSpectrum(LENGTH, RATE_HZ, 500, 6_001));
        assertThrows(IllegalArgumentException.class, () -> new EnvelopeSpectrum(8, RATE_HZ, 100, 200));
    }

    private int strongest() {
        int best = 1;
        for (int k = 1; k < spectrum.length; k++) {
            best = spectrum[k] > spectrum[best] ? k : best;
        }
        return best;
    }

    private static float[] knocks(double hz, float loud) {
        var random = new Random(7);
        float[] x = new float[LENGTH];
        double last = 0;
        double next = 1 / hz;
        for (int n = 0; n < LENGTH; n++) {
            if (n / RATE_HZ >= next) {
                last = next;
                next += (1 + 0.01 * random.nextGaussian()) / hz;            // rolling parts slip a little
            }
            double since = n / RATE_HZ - last;
            x[n] = loud * (float) (Math.exp(-since * 800) * Math.sin(2 * Math.PI * 3_000 * since)
                + 3 * Math.sin(2 * Math.PI * 400 * n / RATE_HZ) + 0.1 * random.nextGaussian());
        }
        return x;
    }
}
