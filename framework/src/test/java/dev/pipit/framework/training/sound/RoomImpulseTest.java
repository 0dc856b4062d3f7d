package dev.pipit.framework.training.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomImpulseTest {
    /** Source of the method: M. R. Schroeder, New method of measuring reverberation time, JASA 37 (1965). */
    @ParameterizedTest
    @ValueSource(doubles = {0.12, 0.3, 0.6, 1.2})
    void fallsBySixtyDecibelsInTheReverberationTime(double rt60Seconds) {
        float[] impulse = RoomImpulse.of(rt60Seconds, 0, new SplittableRandom(5));
        var left = new double[impulse.length + 1];
        for (int n = impulse.length - 1; n > 0; n--) {
            left[n] = left[n + 1] + (double) impulse[n] * impulse[n];
        }
        int at5 = firstBelow(left, left[1] * Math.pow(10, -0.5));
        int at35 = firstBelow(left, left[1] * Math.pow(10, -3.5));
        // 7 %: noise of that length; 12 % for the shortest, whose 30 dB are 60 ms
        assertEquals(1, 2.0 * (at35 - at5) / Pcm16.RATE_HZ / rt60Seconds, rt60Seconds < 0.2 ? 0.12 : 0.07);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-3, 0, 12})
    void hasTheEnergyOfTheClickOverThatOfTheRest(double directDb) {
        float[] impulse = RoomImpulse.of(0.3, directDb, new SplittableRandom(6));
        assertEquals(1, impulse[0]);
        double rest = 0;
        for (int n = 1; n < impulse.length; n++) {
            rest += (double) impulse[n] * impulse[n];
        }
        assertEquals(directDb, -10 * Math.log10(rest), 1e-4);    // floats
    }

    @Test
    void repeats() {
        assertArrayEquals(RoomImpulse.of(0.3, 3, new SplittableRandom(7)),
            RoomImpulse.of(0.3, 3, new SplittableRandom(7)));
    }

    @Test
    void refusesOtherTimes() {
        assertEquals("rt60Seconds must be 0.05 to 2: rt60Seconds=0.0", assertThrows(IllegalArgumentException.class,
            () -> RoomImpulse.of(0, 3, new SplittableRandom(7))).getMessage());
    }

    private static int firstBelow(double[] falling, double value) {
        int n = 1;
        while (falling[n] > value) {
            n++;
        }
        return n;
    }
}
