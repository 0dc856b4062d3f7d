package dev.pipit.sensors.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTimeTest {
    private static final double NOMINAL = 2_500_000;             // 400 Hz

    /** Design: first = time of the watermark − (n − 1) × period. */
    @Test
    void stampsTheFirstBatchBackFromItsLastSample() {
        assertEquals(1_000_000_000 - 15 * 2_500_000, new BatchTime(NOMINAL).first(16, 1_000_000_000));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, -0.03, 0, 0.01, 0.1})
    void findsThePeriodOfAClockThatIsOff(double error) {
        var time = new BatchTime(NOMINAL);
        double period = NOMINAL * (1 + error);
        var random = new Random(1);
        long samples = 0;
        for (int i = 0; i < 300; i++) {
            samples += 16;
            time.first(16, Math.round(samples * period + random.nextDouble() * period));   // late by up to a period
        }
        assertEquals(period, time.periodNanos(), 1e-3 * period);                           // as documented
    }

    @Test
    void keepsThePlaceOfASampleWhenOneBatchIsReadLate() {
        var time = new BatchTime(NOMINAL);
        long late = 0;
        for (int i = 1; i <= 200; i++) {
            late = time.first(16, Math.round(16 * i * NOMINAL) + (i == 200 ? 20_000_000 : 0));
        }
        assertEquals((16 * 199 + 1) * NOMINAL, late, 1_000_000);     // 20 ms of lateness move it by less than 1 ms
    }

    @Test
    void neverStepsBackwards() {
        var time = new BatchTime(NOMINAL);
        var random = new Random(2);
        long last = Long.MIN_VALUE;
        for (int i = 1; i <= 2_000; i++) {
            int n = 1 + random.nextInt(32);
            long first = time.first(n, i * 40_000_000L + random.nextInt(60_000_000));      // more jitter than batches
            assertTrue(first > last, "batch " + i);
            last = first + Math.round((n - 1) * time.periodNanos());
        }
    }

    @Test
    void saysHowManySamplesAreDue() {
        var time = new BatchTime(NOMINAL);
        time.first(16, 0);
        assertEquals(40, time.due(100_000_000));
        assertEquals(1, time.due(0));
    }

    @Test
    void keepsThePeriodOverAGap() {
        var time = new BatchTime(NOMINAL);
        for (int i = 1; i <= 200; i++) {
            time.first(16, Math.round(16 * i * NOMINAL * 1.05));
        }
        time.gap();
        time.first(16, 60_000_000_000L);
        assertEquals(NOMINAL * 1.05, time.periodNanos(), 1e-3 * NOMINAL);
    }
}
