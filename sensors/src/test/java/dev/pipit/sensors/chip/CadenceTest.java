package dev.pipit.sensors.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import dev.pipit.sensors.bus.fake.SimulatedClock;

class CadenceTest {
    private final SimulatedClock clock = new SimulatedClock();

    @Test
    void isDueOnceAPeriodHoweverOftenItIsAsked() {
        var cadence = new Cadence(10, 10, clock);
        int due = 0;
        for (int i = 0; i < 1_000; i++) {                        // 3 s, in steps that no period is a multiple of
            due += cadence.due() ? 1 : 0;
            clock.sleep(3_000_000);
        }
        assertEquals(30, due);
    }

    @Test
    void makesUpForNoneThatNobodyAskedFor() {
        var cadence = new Cadence(10, 10, clock);
        clock.sleep(1_234_000_000);
        assertTrue(cadence.due());
        clock.sleep(99_000_000);
        assertFalse(cadence.due());
        clock.sleep(1_000_000);
        assertTrue(cadence.due());
    }

    @Test
    void refusesMoreThanTheChipCanDo() {
        var e = assertThrows(IllegalArgumentException.class, () -> new Cadence(11, 10, clock));
        assertEquals("rateHz must be above 0 and at most 10.0: rateHz=11.0", e.getMessage());
    }
}
