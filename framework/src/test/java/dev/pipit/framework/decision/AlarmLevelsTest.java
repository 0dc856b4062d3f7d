package dev.pipit.framework.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmLevelsTest {
    private static final long SECOND = 1_000_000_000;

    private final AlarmLevels levels = new AlarmLevels(AlarmLevels.Settings.standard());

    @Test
    void waitsUntilTheHealthHasBeenLowForAWhile() {
        assertFalse(levels.next(0.6f, 0));
        assertFalse(levels.next(0.6f, SECOND));
        assertTrue(levels.next(0.6f, 2 * SECOND));
        assertEquals(AlarmLevel.NOTICE, levels.level());
    }

    @Test
    void forgetsAShortFall() {
        levels.next(0.1f, 0);
        levels.next(0.9f, SECOND);
        levels.next(0.1f, 2 * SECOND);
        assertFalse(levels.next(0.1f, 3 * SECOND));
        assertEquals(AlarmLevel.NORMAL, levels.level());
    }

    /** 0.65 and 0.75 are on both sides of 0.7, but 0.75 is not above 0.7 by the margin. */
    @Test
    void givesOneAlarmForAHealthAtTheEdge() {
        int changes = 0;
        for (int t = 0; t < 60; t++) {
            changes += levels.next(t % 2 == 0 && t > 6 ? 0.75f : 0.65f, t * SECOND) ? 1 : 0;
        }
        assertEquals(1, changes);
    }

    @Test
    void reachesTheLevelThatWasHeldAllTheTime() {
        levels.next(0.2f, 0);
        levels.next(0.45f, SECOND);
        levels.next(0.2f, 2 * SECOND);
        assertEquals(AlarmLevel.WARNING, levels.level());
    }

    @Test
    void comesDownWhenItIsWellAgain() {
        levels.next(0.2f, 0);
        levels.next(0.2f, 2 * SECOND);
        assertEquals(AlarmLevel.ALARM, levels.level());
        levels.next(0.65f, 3 * SECOND);
        levels.next(0.65f, 5 * SECOND);
        assertEquals(AlarmLevel.NOTICE, levels.level());
        levels.next(0.95f, 6 * SECOND);
        levels.next(0.95f, 8 * SECOND);
        assertEquals(AlarmLevel.NORMAL, levels.level());
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.7, 0.3, 0.1", "0.7, 0.5, 0.6, 0.1", "0.7, 0.5, 0, 0.1", "1.1, 0.5, 0.3, 0.1", "0.7, 0.5, 0.3, -0.1"})
    void refusesThresholdsOutOfOrder(double notice, double warning, double alarm, double margin) {
        var e = assertThrows(IllegalArgumentException.class,
            () -> new AlarmLevels.Settings(notice, warning, alarm, margin, Duration.ZERO));
        assertTrue(e.getMessage().startsWith("thresholds must fall from notice over warning to alarm"), e.getMessage());
    }

    @Test
    void refusesATimeThatRunsBackwards() {
        assertThrows(IllegalArgumentException.class,
            () -> AlarmLevels.Settings.standard().hold(Duration.ofSeconds(-1)));
    }
}
