package dev.pipit.apps;

import java.io.IOException;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.stream.Source;

/**
 * A sensor whose time begins with its first sample, as that of a recording does: its own counts from when the computer was
 * started, which says nothing to people. Closes the source behind it.
 */
public final class FromStart implements Source {
    private final Source source;
    private long start;
    private boolean started;

    /** @param source whose time is another */
    public FromStart(Source source) {
        this.source = source;
    }

    @Override
    public SignalFormat format() {
        return source.format();
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        int n = source.read(dst, offset, count);
        if (n > 0 && !started) {
            started = true;
            start = source.timeNanos();
        }
        return n;
    }

    @Override
    public long timeNanos() {
        return source.timeNanos() - start;
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
