package dev.pipit.sensors.microphone;

import java.io.IOException;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Source;

/** What a device has recorded so far, as it recorded it. Never waits: 0 where nothing is there yet. */
final class LineSource implements Source {
    private static final int BUFFER_MILLIS = 100;

    private final CaptureLine line;
    private final CaptureFormat format;
    private final SignalFormat signal;
    private final byte[] buffer;
    private boolean full;
    private long overruns;
    private volatile boolean closed;

    LineSource(CaptureLine line, CaptureFormat format) {
        this.line = line;
        this.format = format;
        signal = new SignalFormat(format.rateHz(), format.channels(), Unit.FULL_SCALE);
        buffer = new byte[Math.max(1, format.rateHz() * BUFFER_MILLIS / 1_000) * format.frameBytes()];
    }

    @Override
    public SignalFormat format() {
        return signal;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        if (closed) {
            return -1;
        }
        int available = line.available();
        if (available < format.frameBytes() && !line.isOpen()) {
            throw new IOException("the microphone is gone");
        }
        if (available >= line.capacity() && !full) {
            overruns++;                       // how many more were lost the device does not say
        }
        full = available >= line.capacity();
        int n = Math.min(count, Math.min(available, buffer.length) / format.frameBytes());
        n = n == 0 ? 0 : line.read(buffer, 0, n * format.frameBytes()) / format.frameBytes();
        format.coding().decode(buffer, 0, n * format.channels(), dst, offset);
        return n;
    }

    @Override
    public long overruns() {
        return overruns;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            line.close();
        }
    }
}
