package dev.pipit.framework.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.testing.ManualClock;
import dev.pipit.testing.ScriptedSource;

class StampTest {
    private static final long MILLI = 1_000_000;
    private static final long START = 5_000_000_000L;

    private final ManualClock clock = new ManualClock();

    private Stamp stamp(double rateHz) {
        return new Stamp(new ScriptedSource(new SignalFormat(rateHz, 1, Unit.NONE)).withoutTime(), clock);
    }

    @Test
    void believesASourceThatKnows() throws Exception {
        var source = new ScriptedSource(new SignalFormat(1_000, 1, Unit.NONE)).samplesAt(42, 3);
        source.read(new float[3], 0, 3);
        clock.set(START);
        assertEquals(42, new Stamp(source, clock).of(3, 0));
    }

    /** The last of n samples is from now, so the first is n periods old. */
    @Test
    void countsBackFromNow() {
        clock.set(START);
        assertEquals(START - 160 * 62_500, stamp(16_000).of(160, 0));
    }

    /**
     * Blocks of 10 ms are read up to 20 ms late. No stamp is before the true time, or later than the latest read; and
     * from one to the next there are 10 ms and at most 1/32 of the jitter: 0.625 ms (plus 1 ns of rounding).
     */
    @Test
    void smoothsTheJitterOfTheClock() {
        var random = new Random(3);
        var stamp = stamp(16_000);
        long before = 0;
        for (int i = 0; i < 5_000; i++) {
            clock.set(START + (i + 1) * 10L * MILLI + random.nextLong(20 * MILLI));
            long time = stamp.of(160, 0);
            long late = time - (START + i * 10L * MILLI);
            assertTrue(late >= -1 && late <= 20 * MILLI, "late by " + late);
            if (i > 0) {
                assertTrue(Math.abs(time - before - 10 * MILLI) <= 625_001, "step of " + (time - before));
            }
            before = time;
        }
    }

    /** Every sample by itself, with hiccups of 90 ms, far more than the period of 62.5 µs. */
    @Test
    void neverGoesBack() {
        var random = new Random(4);
        var stamp = stamp(16_000);
        long before = 0;
        for (int i = 0; i < 50_000; i++) {
            boolean hiccup = random.nextInt(100) == 0;
            clock.set(START + i * 62_500L + (hiccup ? 90 * MILLI : 0));
            long time = stamp.of(1, 0);
            assertTrue(time > before, "back by " + (before - time));
            before = time;
        }
    }

    @Test
    void followsABreakAtOnce() {
        var stamp = stamp(1_000);
        clock.set(START);
        stamp.of(10, 0);
        clock.advance(10 * MILLI);
        stamp.of(10, 0);
        clock.advance(1_000 * MILLI);
        assertEquals(clock.nanoTime() - 10 * MILLI, stamp.of(10, 0));
        clock.advance(10 * MILLI);
        assertEquals(clock.nanoTime() - 10 * MILLI, stamp.of(10, 0));
    }

    @Test
    void leavesTimeForLostSamples() {
        var stamp = stamp(1_000);
        clock.set(START);
        assertEquals(START - 10 * MILLI, stamp.of(10, 0));
        clock.set(START + 60 * MILLI);
        assertEquals(START + 50 * MILLI, stamp.of(10, 50));
    }

    /**
     * 32 samples that had waited are read one by one at the same moment: they seem to come from up to 31 periods in the
     * future. Each later sample takes back at most half a period, and in the end 1/32 of what is left.
     */
    @Test
    void returnsToTheClockAfterABacklog() {
        var stamp = stamp(100);
        clock.set(START);
        for (int i = 0; i < 32; i++) {
            stamp.of(1, 0);
        }
        long time = 0;
        for (int i = 0; i < 300; i++) {
            clock.advance(10 * MILLI);
            time = stamp.of(1, 0);
        }
        assertTrue(Math.abs(time - (clock.nanoTime() - 10 * MILLI)) < 10 * MILLI);
    }
}
