package dev.pipit.sensors.recording;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Source;
import dev.pipit.sensors.sound.SampleTime;

/**
 * A WAV file: PCM of 8, 16, 24 or 32 bits, or float of 32 or 64, of any rate and number of channels.
 *
 * <p>Unit: fraction of full scale; 16 bits are n / 32768.
 * <p>A recording that was cut off is still a recording: it plays what is there, and {@link #missingSamples} says how
 * much is not. A header that never got its length, from a recorder that wrote into a pipe, means everything up to the
 * end of the file. A header alone, where samples were promised, is an error.
 * <p>Cost: reads 16 KiB at a time, allocates nothing per read.
 */
public final class WavFile implements Source {
    private static final int BUFFER_BYTES = 16_384;

    private final String name;
    private final RandomAccessFile file;
    private final WavHeader header;
    private final SignalFormat format;
    private final int frameBytes;
    private final byte[] buffer;
    private long position;
    private long timeNanos;

    private WavFile(String name, RandomAccessFile file, WavHeader header) {
        this.name = name;
        this.file = file;
        this.header = header;
        format = new SignalFormat(header.rateHz(), header.channels(), Unit.FULL_SCALE);
        frameBytes = header.channels() * header.coding().bytes();
        buffer = new byte[Math.max(1, BUFFER_BYTES / frameBytes) * frameBytes];
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws IOException if it is not there, or not a WAV file that can be read: file and reason, in one line
     */
    public static WavFile open(Path path) throws IOException {
        if (!path.toFile().isFile()) {
            throw new IOException(path + (path.toFile().exists() ? " is not a file" : " is not there"));
        }
        var file = new RandomAccessFile(path.toFile(), "r");
        try {
            WavHeader header = WavHeader.read(file, path.toString());
            file.seek(header.start());
            return new WavFile(path.getFileName().toString(), file, header);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public SignalFormat format() {
        return format;
    }

    /** Samples per channel that can be read. */
    public long length() {
        return header.samples();
    }

    /** Samples per channel that the header promises beyond the end of the file: 0 unless the recording was cut off. */
    public long missingSamples() {
        return header.missing();
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        long left = header.samples() - position;
        if (left == 0) {
            return -1;
        }
        int n = (int) Math.min(Math.min(count, left), buffer.length / frameBytes);
        file.readFully(buffer, 0, n * frameBytes);
        header.coding().decode(buffer, 0, n * header.channels(), dst, offset);
        timeNanos = SampleTime.nanos(position, header.rateHz());
        position += n;
        return n;
    }

    @Override
    public long timeNanos() {
        return timeNanos;
    }

    @Override
    public String name() {
        return "WavFile " + name;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
