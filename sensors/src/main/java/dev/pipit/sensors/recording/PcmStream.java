package dev.pipit.sensors.recording;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Source;
import dev.pipit.sensors.sound.SampleCoding;
import dev.pipit.sensors.sound.SampleTime;

/**
 * Bare samples from a stream, 16 bits little-endian, interleaved: {@code arecord -f S16_LE -r 16000 -t raw | …}.
 *
 * <p>Counts its time from its start. Waits for as long as the stream gives nothing; a part of a sample at the end is
 * left out. Closes the stream. Allocates nothing per read.
 */
public final class PcmStream implements Source {
    private static final int BUFFER_SAMPLES = 4_096;

    private final InputStream stream;
    private final SignalFormat format;
    private final int rateHz;
    private final int frameBytes;
    private final byte[] buffer;
    private int filled;
    private long position;
    private long timeNanos;

    /**
     * @param rateHz   samples per second and channel, at least 1
     * @param channels at least 1
     */
    public PcmStream(InputStream stream, int rateHz, int channels) {
        this.stream = Objects.requireNonNull(stream, "stream");
        this.rateHz = rateHz;
        format = new SignalFormat(rateHz, channels, Unit.FULL_SCALE);
        frameBytes = channels * SampleCoding.SIGNED_16.bytes();
        buffer = new byte[Math.max(BUFFER_SAMPLES / channels, 1) * frameBytes];
    }

    @Override
    public SignalFormat format() {
        return format;
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        int wanted = Math.min(count * frameBytes, buffer.length);
        while (filled < frameBytes) {
            int bytes = stream.read(buffer, filled, wanted - filled);
            if (bytes < 0) {
                return -1;
            }
            filled += bytes;
        }
        int n = filled / frameBytes;
        SampleCoding.SIGNED_16.decode(buffer, 0, n * format.channels(), dst, offset);
        filled -= n * frameBytes;
        System.arraycopy(buffer, n * frameBytes, buffer, 0, filled);       // a part of the next sample
        timeNanos = SampleTime.nanos(position, rateHz);
        position += n;
        return n;
    }

    @Override
    public long timeNanos() {
        return timeNanos;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
