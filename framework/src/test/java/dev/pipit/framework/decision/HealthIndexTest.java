package dev.pipit.framework.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class HealthIndexTest {
    private final HealthIndex health = new HealthIndex(2, 4);

    @Test
    void isOneUpToTheLimitAndFallsWithTheDistance() {
        var each = new HealthIndex(2, 1);
        assertEquals(1, each.next(2));
        assertEquals(0.5, each.next(4), 1e-6);
        assertEquals(0.1, each.next(20), 1e-6);
    }

    /** By hand: the mean of 1, 1, 1 and 5 limits is 2. */
    @Test
    void averages() {
        health.next(2);
        health.next(2);
        health.next(2);
        assertEquals(0.5, health.next(10), 1e-6);
    }

    @Test
    void countsOneOddDistanceAsTwentyLimitsAtMost() {
        assertEquals(4 / 20f, health.next(1e9), 1e-6);
        health.restart();
        assertEquals(4 / 20f, health.next(Double.NaN), 1e-6);
    }

    @Test
    void refusesALimitOfNothing() {
        assertThrows(IllegalArgumentException.class, () -> new HealthIndex(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new HealthIndex(1, 0));
    }
}
