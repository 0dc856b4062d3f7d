package dev.pipit.framework.stream;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.testing.ScriptedSource;

/** Samples that say who they are, without an end, as fast as they are asked for. */
final class Endless implements Source {
    private final SignalFormat format = new SignalFormat(1_000, 1, Unit.NONE);
    private long number;
    private long timeNanos;

    @Override
    public SignalFormat format() {
        return format;
    }

    @Override
    public int read(float[] dst, int offset, int count) {
        timeNanos = format.nanosOf(number);
        for (int i = 0; i < count; i++) {
            dst[offset + i] = ScriptedSource.value(number++, 0);
        }
        return count;
    }

    @Override
    public long timeNanos() {
        return timeNanos;
    }
}
