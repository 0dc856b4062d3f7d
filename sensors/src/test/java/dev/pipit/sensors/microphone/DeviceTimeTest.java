package dev.pipit.sensors.microphone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTimeTest {
    private static final long SECOND = 1_000_000_000;
    private static final long STEP = 20_000_000;

    /**
     * By theory: a device whose second lasts 1 / (1 + m × 1e-6) by the clock; it shows what it has in steps of 20 ms, and
     * is looked at every 5 to 8 ms.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0, 500, -500, 20})
    void findsOutHowFastTheDeviceGoes(double millionths) {
        var time = new DeviceTime(15_000);
        var random = new Random(4);
        double speed = 1 + millionths * 1e-6;
        long start = 7 * SECOND;
        long lastTime = Long.MIN_VALUE;
        for (long clock = 0; clock < 180 * SECOND; clock += 5_000_000 + random.nextInt(3_000_000)) {
            time.observe((long) (clock * speed / STEP) * STEP + SECOND, start + clock);      // its count began at a second
            long now = time.clockAt(Math.round(clock * speed) + SECOND);
            assertTrue(now > lastTime, "back by " + (lastTime - now) + " at " + clock);
            lastTime = now;
            if (clock > 60 * SECOND) {
                assertEquals(start + clock + STEP / 2.0, now, STEP / 2.0, "time at " + clock);
                assertEquals(-millionths, 1e6 * time.drift(), 40, "drift at " + clock);
            }
        }
    }

    @Test
    void followsABreakAtOnce() {
        var time = new DeviceTime(15_000);
        time.observe(0, 0);
        time.observe(SECOND, SECOND);
        time.observe(2 * SECOND, 5 * SECOND);
        assertEquals(5 * SECOND, time.clockAt(2 * SECOND));
    }

    /** A file is read as fast as it goes; its samples keep their distances. */
    @Test
    void letsADeviceGoThatIsFasterThanTime() {
        var time = new DeviceTime(15_000);
        for (int i = 0; i < 1_000; i++) {
            time.observe(i * 10_000_000L, 1_000L * i);
        }
        assertEquals(0, time.drift(), 1e-4);                       // until it was plain that it is no device
        assertEquals(10_000_000, time.clockAt(20_000_000_000L) - time.clockAt(19_990_000_000L), 1_000);
    }

    @Test
    void saysHowMuchIsMissing() {
        var time = new DeviceTime(15_000);
        assertEquals(0, time.missing(0, 10 * SECOND));             // nothing is known yet
        time.observe(SECOND, 3 * SECOND);
        assertEquals(SECOND / 2, time.missing(2 * SECOND, 4 * SECOND + SECOND / 2));
        assertEquals(0, time.missing(2 * SECOND, 3 * SECOND));
    }
}
