package dev.pipit.framework.stream;

/**
 * How long things took. Buckets are exact below 16 ns and at most 1/16 wide above.
 *
 * <p>Threads: one writes; others read a value that may be a moment old. Cost: 8 kB, no allocation.
 */
public final class Latency {
    private static final int FINE_BITS = 4;
    private static final int FINE = 1 << FINE_BITS;

    private final long[] counts = new long[64 * FINE];
    private long total;
    private long max;

    /** Nothing counted yet. */
    public Latency() {
    }

    /** Counts one time, in nanoseconds; below 0 counts as 0. */
    public void record(long nanos) {
        long value = Math.max(0, nanos);
        counts[bucket(value)]++;
        total++;
        max = Math.max(max, value);
    }

    /** The longest time, in nanoseconds. */
    public long max() {
        return max;
    }

    /** The smallest bucket limit that {@code fraction} of all values do not exceed; 0 without values. */
    public long quantile(double fraction) {
        long rank = (long) Math.ceil(fraction * total);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank && seen > 0) {
                return Math.min(max, upper(i));
            }
        }
        return max;
    }

    /** Counts all that {@code other} has counted. */
    public void add(Latency other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
        max = Math.max(max, other.max);
    }

    private static int bucket(long value) {
        if (value < FINE) {
            return (int) value;
        }
        int exponent = 63 - Long.numberOfLeadingZeros(value);
        int fine = (int) (value >>> (exponent - FINE_BITS)) & (FINE - 1);
        return (exponent - FINE_BITS + 1) * FINE + fine;
    }

    private static long upper(int bucket) {
        if (bucket < FINE) {
            return bucket;
        }
        int shift = bucket / FINE - 1;
        return ((long) (FINE + bucket % FINE + 1) << shift) - 1;
    }
}
