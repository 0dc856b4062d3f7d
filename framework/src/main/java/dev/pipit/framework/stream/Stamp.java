package dev.pipit.framework.stream;

/**
 * Gives what was read from a source its time.
 *
 * <p>A source that knows is believed. For any other the reader's clock counts: the last of n samples is from now, so
 * the first is n periods old. That jitters with the scheduler, so it is followed slowly; after a real break, at once.
 *
 * <p>Error: of jitter between 0 and j, at most j/32 shows from one read to the next; the time of a sample is always
 * after that of the sample before.
 */
final class Stamp {
    private static final long BREAK_NANOS = 100_000_000;
    private static final int SLOWNESS = 32;

    private final Source source;
    private final Clock clock;
    private final double periodNanos;
    private boolean started;
    private double expected;           // time of the sample after the last one

    Stamp(Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
        this.periodNanos = source.format().periodNanos();
    }

    /** Time of the first of the {@code count} samples that were just read, of which {@code lost} were lost before. */
    long of(int count, long lost) {
        long told = source.timeNanos();
        return told == Source.UNKNOWN_TIME ? byClock(count, lost) : told;
    }

    private long byClock(int count, long lost) {
        double measured = clock.nanoTime() - count * periodNanos;
        double first = expected + lost * periodNanos;
        double ahead = measured - first;
        if (!started || ahead >= BREAK_NANOS) {
            first = measured;
            started = true;
        } else {
            first += Math.max(ahead / SLOWNESS, -periodNanos / 2);       // back by less than a period: never before
        }
        expected = first + count * periodNanos;
        return Math.round(first);
    }
}
