package dev.pipit.apps;

import java.io.IOException;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.stream.Source;

/** A source that ends after so many samples, and closes the one behind it. */
public final class FirstSamples implements Source {
    private final Source source;
    private long left;

    /** @param samples per channel */
    public FirstSamples(Source source, long samples) {
        this.source = source;
        left = samples;
    }

    @Override
    public SignalFormat format() {
        return source.format();
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        if (left <= 0) {
            return -1;
        }
        int n = source.read(dst, offset, (int) Math.min(count, left));
        left -= Math.max(0, n);
        return n;
    }

    @Override
    public long timeNanos() {
        return source.timeNanos();
    }

    @Override
    public long overruns() {
        return source.overruns();
    }

    @Override
    public long late() {
        return source.late();
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
