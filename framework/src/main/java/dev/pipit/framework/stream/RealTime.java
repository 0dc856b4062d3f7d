package dev.pipit.framework.stream;

import java.io.IOException;
import java.io.InterruptedIOException;

import dev.pipit.framework.signal.SignalFormat;

/** Lets a recording take as long as it took to record: no sample comes before its time. Changes no number. */
public final class RealTime implements Source {
    private final Source recording;
    private final Clock clock;
    private final SignalFormat format;
    private long start;                        // when the first sample was asked for
    private long firstTime;
    private long samples;

    public RealTime(Source recording) {
        this(recording, Clock.SYSTEM);
    }

    /** With a clock of one's own. */
    public RealTime(Source recording, Clock clock) {
        this.recording = recording;
        this.clock = clock;
        format = recording.format();
    }

    Source recording() {
        return recording;
    }

    @Override
    public SignalFormat format() {
        return format;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        if (samples == 0) {
            start = clock.nanoTime();
        }
        int n = recording.read(dst, offset, count);
        if (n <= 0) {
            return n;
        }
        long due = start + passed(n);
        try {
            clock.sleep(due - clock.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while waiting for real time").initCause(e);
        }
        return n;
    }

    /** How much of the recording is over after {@code n} more samples. */
    private long passed(int n) {
        long time = recording.timeNanos();
        if (samples == 0) {
            firstTime = time;
        }
        samples += n;
        return time == UNKNOWN_TIME ? format.nanosOf(samples) : time - firstTime + format.nanosOf(n);
    }

    @Override
    public long timeNanos() {
        return recording.timeNanos();
    }

    @Override
    public long overruns() {
        return recording.overruns();
    }

    @Override
    public long late() {
        return recording.late();
    }

    @Override
    public String name() {
        return recording.name() + " at real speed";
    }

    @Override
    public void close() throws IOException {
        recording.close();
    }
}
