package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class GravityTest {
    /** By theory: after a step, exp(−t / time constant) of it is still missing. */
    @Test
    void followsAStepWithItsTimeConstant() {
        var gravity = new Gravity(50, 0.4);
        gravity.add(0, 0, 9.8);
        for (int n = 0; n < 20; n++) {                     // 0.4 s
            gravity.add(9.8, 0, 0);
        }
        assertEquals(9.8 * Math.exp(-1), gravity.z(), 1e-9);
        assertEquals(9.8 * (1 - Math.exp(-1)), gravity.x(), 1e-9);
        assertEquals(0, gravity.y());
    }

    @Test
    void beginsWithTheFirstSampleAndPassesOverWhatIsNone() {
        var gravity = new Gravity(50, 1);
        assertEquals(0, gravity.length());
        gravity.add(Double.NaN, 1, 1);
        gravity.add(3, 4, 0);
        gravity.add(Double.POSITIVE_INFINITY, 0, 0);
        assertEquals(5, gravity.length(), 1e-12);
        gravity.restart();
        gravity.add(0, 0, 2);
        assertEquals(2, gravity.length());
    }

    @Test
    void refusesATimeConstantBelowASample() {
        assertThrows(IllegalArgumentException.class, () -> new Gravity(50, 0.01));
        assertThrows(IllegalArgumentException.class, () -> new Gravity(0, 1));
    }
}
