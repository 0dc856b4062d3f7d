package dev.pipit.framework.adaptation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrendTest {
    /** By hand: falls by 0.01 a second from 1; at 0.5 after 50 s; the last point is at 29 s. */
    @Test
    void saysWhenALineMeetsALevel() {
        var trend = new Trend(30);
        for (int t = 0; t < 30; t++) {
            trend.add(t, 1 - 0.01 * t);
        }
        assertEquals(-0.01, trend.slope().orElseThrow(), 1e-12);
        assertEquals(21, trend.falls(0.5).orElseThrow().seconds(), 1e-6);
    }

    /** In 19 of 20 series the true moment lies within an interval of 90 %, and more than half of the time by far. */
    @Test
    void coversTheTruthWithItsInterval() {
        int covered = 0;
        for (int series = 0; series < 100; series++) {
            var random = new Random(series);
            var trend = new Trend(60);
            for (int t = 0; t < 60; t++) {
                trend.add(t, 1 - 0.005 * t + 0.02 * random.nextGaussian());
            }
            Trend.Meeting meeting = trend.falls(0.4).orElseThrow();
            covered += meeting.earliest() <= 61 + 2 && meeting.latest() >= 61 - 2 ? 1 : 0;
        }
        assertTrue(covered >= 85, "covered " + covered);
    }

    @Test
    void isNotTurnedByOddPoints() {
        var trend = new Trend(40);
        for (int t = 0; t < 40; t++) {
            trend.add(t, t % 8 == 5 ? 50 : 10 - 0.1 * t);
        }
        assertEquals(-0.1, trend.slope().orElseThrow(), 0.01);
    }

    @Test
    void neverMeetsWhatItRisesFrom() {
        var trend = new Trend(10);
        for (int t = 0; t < 25; t++) {                           // the oldest are let go
            trend.add(t, t);
        }
        assertEquals(Double.POSITIVE_INFINITY, trend.falls(0).orElseThrow().seconds());
        assertEquals(0, trend.falls(30).orElseThrow().seconds());
    }

    @Test
    void saysNothingOfTooFewPoints() {
        var trend = new Trend(20);
        for (int t = 0; t < 9; t++) {
            trend.add(t, t);
        }
        assertEquals(Optional.empty(), trend.falls(0));
        assertEquals(OptionalDouble.empty(), trend.slope());
        assertThrows(IllegalArgumentException.class, () -> new Trend(9));
    }
}
