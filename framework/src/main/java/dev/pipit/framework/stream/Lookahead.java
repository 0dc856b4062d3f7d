package dev.pipit.framework.stream;

import java.io.IOException;

/** Reads a source a little ahead, so that one can stand at a sample and look at the time of the next. */
final class Lookahead {
    private static final int CAPACITY = 256;

    private final Source source;
    private final Stamp stamp;
    private final int channels;
    private final double periodNanos;
    private final float[] samples;             // [2 × CAPACITY, channels]
    private final long[] times = new long[2 * CAPACITY];
    private final long[] lostBefore = new long[2 * CAPACITY];
    private int at;
    private int end;
    private boolean ended;
    private final long overrunsBefore;
    private long overruns;
    private long late;
    private long blockTime = Long.MIN_VALUE;   // of the first sample of the last block
    private long lastTime = Long.MIN_VALUE;    // of its last sample

    Lookahead(Source source, Clock clock) {
        this.source = source;
        stamp = new Stamp(source, clock);
        channels = source.format().channels();
        periodNanos = source.format().periodNanos();
        samples = new float[2 * CAPACITY * channels];
        overrunsBefore = source.overruns();
    }

    Source source() {
        return source;
    }

    int channels() {
        return channels;
    }

    boolean ended() {
        return ended;
    }

    /** Makes sure that there is a sample to stand at; false if there is none yet, or none any more. */
    boolean more() throws IOException {
        return ahead(0);
    }

    long time() {
        return times[at];
    }

    /** Samples that the source had lost before the one stood at. */
    long lost() {
        return lostBefore[at];
    }

    /** Samples that were dropped because their time was not after what came before. */
    long late() {
        return late;
    }

    void skip() {
        at++;
    }

    /** Whether this sample was the last one, and {@code time} is more than {@code toleranceNanos} after it. */
    boolean over(long time, long toleranceNanos) {
        return ended && at + 1 == end && time - times[at] > toleranceNanos;
    }

    /** Moves on to the sample nearest to {@code time}; false if it is not known yet which that is. */
    boolean seek(long time) throws IOException {
        if (!more()) {
            return false;
        }
        while (times[at] < time) {
            if (!ahead(1)) {
                return ended;                  // at the end, the last one is the nearest
            }
            if (Math.abs(times[at + 1] - time) > Math.abs(times[at] - time)) {
                return true;
            }
            at++;
        }
        return true;
    }

    void copy(float[] dst, int offset) {
        System.arraycopy(samples, at * channels, dst, offset, channels);
    }

    /** Makes sure that the sample {@code steps} after the one stood at is there. */
    private boolean ahead(int steps) throws IOException {
        while (at + steps >= end && !ended) {
            makeRoom();
            int n = source.read(samples, end * channels, Math.min(CAPACITY, 2 * CAPACITY - end));
            if (n == 0) {
                return false;
            }
            if (n < 0) {
                ended = true;
            } else {
                stamped(n);
            }
        }
        return at + steps < end;
    }

    private void stamped(int n) {
        long lost = source.overruns() - overrunsBefore - overruns;
        overruns += lost;
        long first = stamp.of(n, lost);
        if (first <= blockTime) {
            late += n;
            return;
        }
        blockTime = first;
        for (int i = 0; i < n; i++) {          // blocks of a source that is faster than it says seem to overlap
            lastTime = Math.max(lastTime + 1, first + Math.round(i * periodNanos));
            times[end] = lastTime;
            lostBefore[end] = overruns;
            end++;
        }
    }

    private void makeRoom() {
        int keep = end - at;
        System.arraycopy(samples, at * channels, samples, 0, keep * channels);
        System.arraycopy(times, at, times, 0, keep);
        System.arraycopy(lostBefore, at, lostBefore, 0, keep);
        end = keep;
        at = 0;
    }
}
