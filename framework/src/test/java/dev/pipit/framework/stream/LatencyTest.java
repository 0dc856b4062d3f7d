package dev.pipit.framework.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyTest {
    private static final double[] FRACTIONS = {0, 0.001, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1};

    /** The slow twin is a sorted array; the bucket limit lies at most one bucket, 1/16 of the value, above it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 100, 1000, 1025})
    void findsQuantilesWithinASixteenth(int count) {
        var random = new Random(count);
        for (int magnitude = 1; magnitude <= 62; magnitude += 3) {
            var latency = new Latency();
            long[] values = random.longs(count, 0, 1L << magnitude).toArray();
            for (long value : values) {
                latency.record(value);
            }
            Arrays.sort(values);
            for (double fraction : FRACTIONS) {
                long exact = values[Math.max(0, (int) Math.ceil(fraction * count) - 1)];
                long found = latency.quantile(fraction);
                assertTrue(found >= exact && found - exact <= exact / 16, fraction + " of " + count + " below 2^"
                    + magnitude + ": " + found + ", exactly " + exact);
            }
            assertEquals(values[count - 1], latency.max());
        }
    }

    @Test
    void isExactForSmallTimes() {
        var latency = new Latency();
        for (int i = 0; i < 32; i++) {
            latency.record(i);
        }
        for (int i = 0; i < 32; i++) {
            assertEquals(i, latency.quantile((i + 1) / 32.0));
        }
    }

    @Test
    void takesTheLongestAndTheShortestTime() {
        var latency = new Latency();
        latency.record(Long.MAX_VALUE);
        assertEquals(Long.MAX_VALUE, latency.quantile(0.5));
        latency.record(-5);
        latency.record(-5);
        assertEquals(0, latency.quantile(0.5));
        assertEquals(Long.MAX_VALUE, latency.max());
    }

    @Test
    void isZeroWithoutValues() {
        assertEquals(0, new Latency().quantile(0.99));
        assertEquals(0, new Latency().max());
    }

    @Test
    void addsWhatAnotherHasCounted() {
        var one = new Latency();
        var other = new Latency();
        for (int i = 0; i < 10; i++) {
            one.record(1);
            other.record(3);
        }
        one.add(other);
        assertEquals(1, one.quantile(0.5));
        assertEquals(3, one.quantile(0.51));
        assertEquals(3, one.max());
    }
}
