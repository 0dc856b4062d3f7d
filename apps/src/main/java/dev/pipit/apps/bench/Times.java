package dev.pipit.apps.bench;

import java.util.Arrays;

/**
 * How long something takes that is done again and again.
 *
 * @param min    the shortest, in µs
 * @param median of five windows, each the mean of what ran in it, in µs: the method of MLPerf Tiny
 * @param bytes  that the thread allocated each time
 * @param count  how often it was done
 */
record Times(double min, double median, long bytes, long count) {
    private static final int WINDOWS = 5;
    private static final int FEWEST = 10;

    /**
     * Measures five windows of {@code nanos} each and of at least 10 times each.
     *
     * @param warmUpNanos how long it is done before that
     */
    static Times of(Runnable work, long warmUpNanos, long nanos) {
        for (long start = System.nanoTime(); System.nanoTime() - start < warmUpNanos;) {
            work.run();
        }
        double[] means = new double[WINDOWS];
        long min = Long.MAX_VALUE;
        long count = 0;
        long allocated = AllocatedBytes.now();
        for (int w = 0; w < WINDOWS; w++) {
            long total = 0;
            long done = 0;
            while (total < nanos || done < FEWEST) {
                long before = System.nanoTime();
                work.run();
                long time = System.nanoTime() - before;
                min = Math.min(min, time);
                total += time;
                done++;
            }
            means[w] = total / 1e3 / done;
            count += done;
        }
        allocated = AllocatedBytes.now() - allocated;
        Arrays.sort(means);
        return new Times(min / 1e3, means[WINDOWS / 2], allocated / count, count);
    }
}
