package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.dsp.Bearing.Part;

class BearingDiagnosisTest {
    private static final double RATE_HZ = 8_000;
    private static final double SHAFT_HZ = 29.95;
    private static final Bearing BEARING = new Bearing(9, 0.3126, 1.537, 0);
    private static final int LENGTH = 32_768;

    private final BearingDiagnosis diagnosis = new BearingDiagnosis(BEARING, LENGTH, RATE_HZ);

    /** Noise, and a resonance that is struck at the order of a part, each time a percent too early or too late. */
    private static float[] struck(double order, double amplitude) {
        Random random = new Random(4);
        float[] x = new float[LENGTH];
        for (int n = 0; n < LENGTH; n++) {
            x[n] = (float) random.nextGaussian();
        }
        double period = RATE_HZ / (order * SHAFT_HZ);
        for (double at = period; at < LENGTH; at += period * (1 + 0.01 * random.nextGaussian())) {
            for (int n = (int) Math.ceil(at); n < Math.min(LENGTH, at + 60); n++) {
                x[n] += (float) (amplitude * Math.exp((at - n) / 12) * Math.sin(2 * (n - at)));
            }
        }
        return x;
    }

    @Test
    void namesThePartThatKnocks() {
        for (Part part : new Part[] {Part.OUTER_RACE, Part.INNER_RACE}) {
            diagnosis.apply(struck(BEARING.order(part), 6), 0, 1, SHAFT_HZ);
            assertEquals(Optional.of(part), diagnosis.named());
            assertTrue(diagnosis.strength(part) > 2);
        }
    }

    @Test
    void namesNoneOfMereNoise() {
        diagnosis.apply(struck(1, 0), 0, 1, SHAFT_HZ);
        assertEquals(Optional.empty(), diagnosis.named());
    }

    @Test
    void namesNoneOfWhatKnocksAtAnotherRate() {
        diagnosis.apply(struck(4.3, 6), 0, 1, SHAFT_HZ);
        assertEquals(Optional.empty(), diagnosis.named());
    }
}
