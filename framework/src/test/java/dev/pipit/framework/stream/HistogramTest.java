package dev.pipit.framework.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {
    private static final double[] FRACTIONS = {0, 0.001, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1};

    /** The slow twin is a sorted array; the bucket limit lies at most one bucket, 1/16 of the value, above it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 100, 1000, 1025})
    void findsQuantilesWithinASixteenth(int count) {
        var random = new Random(count);
        for (int magnitude = 1; magnitude <= 62; magnitude += 3) {
            var histogram = new Histogram();
            long[] values = random.longs(count, 0, 1L << magnitude).toArray();
            for (long value : values) {
                histogram.record(value);
            }
            Arrays.sort(values);
            for (double fraction : FRACTIONS) {
                long exact = values[Math.max(0, (int) Math.ceil(fraction * count) - 1)];
                long found = histogram.quantile(fraction);
                assertTrue(found >= exact && found - exact <= exact / 16, fraction + " of " + count + " below 2^"
                    + magnitude + ": " + found + ", exactly " + exact);
            }
            assertEquals(values[count - 1], histogram.max());
        }
    }

    @Test
    void isExactForSmallTimes() {
        var histogram = new Histogram();
        for (int i = 0; i < 32; i++) {
            histogram.record(i);
        }
        for (int i = 0; i < 32; i++) {
            assertEquals(i, histogram.quantile((i + 1) / 32.0));
        }
    }

    @Test
    void takesTheLongestAndTheShortestTime() {
        var histogram = new Histogram();
        histogram.record(Long.MAX_VALUE);
        assertEquals(Long.MAX_VALUE, histogram.quantile(0.5));
        histogram.record(-5);
        histogram.record(-5);
        assertEquals(0, histogram.quantile(0.5));
        assertEquals(Long.MAX_VALUE, histogram.max());
    }

    @Test
    void isZeroWithoutValues() {
        assertEquals(0, new Histogram().quantile(0.99));
        assertEquals(0, new Histogram().max());
    }
}
