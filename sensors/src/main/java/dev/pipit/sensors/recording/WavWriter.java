package dev.pipit.sensors.recording;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Writes samples of −1 to 1 into a WAV file, of 16 bits or of float.
 *
 * <p>16 bits: n / 32768 is written back as n; what lies between is rounded to nearest, what lies beyond is limited, NaN
 * is 0. Float is written as it is. The header gets its lengths when the file is closed; until then they say unknown,
 * which {@link WavFile} reads to the end.
 */
public final class WavWriter implements AutoCloseable {
    private static final int BUFFER_SAMPLES = 2_048;
    private static final long LARGEST_BYTES = 0xFFFF_FF00L;
    private static final int LENGTH_AT = 4;
    private static final int PCM = 1;
    private static final int FLOAT = 3;

    private final Path path;
    private final RandomAccessFile file;
    private final int channels;
    private final boolean isFloat;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SAMPLES * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final int headerBytes;
    private long dataBytes;
    private boolean closed;

    private WavWriter(Path path, int rateHz, int channels, boolean isFloat) throws IOException {
        if (rateHz < 1) {
            throw new IllegalArgumentException("rateHz must be at least 1: rateHz=" + rateHz);
        }
        if (channels < 1 || channels > 0xFFFF) {
            throw new IllegalArgumentException("channels must be 1 to 65535: channels=" + channels);
        }
        this.path = path;
        this.channels = channels;
        this.isFloat = isFloat;
        file = new RandomAccessFile(path.toFile(), "rw");
        try {
            file.setLength(0);
            header(rateHz);
            headerBytes = buffer.position();
            writeBuffer();
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** A file of 16-bit samples; one that is there is replaced. */
    public static WavWriter of16Bits(Path path, int rateHz, int channels) throws IOException {
        return new WavWriter(path, rateHz, channels, false);
    }

    /** A file of 32-bit float samples; one that is there is replaced. */
    public static WavWriter ofFloats(Path path, int rateHz, int channels) throws IOException {
        return new WavWriter(path, rateHz, channels, true);
    }

    private void header(int rateHz) {
        int sampleBytes = isFloat ? Float.BYTES : Short.BYTES;
        text("RIFF").putInt(0);
        text("WAVE");
        text("fmt ").putInt(isFloat ? 18 : 16);
        buffer.putShort((short) (isFloat ? FLOAT : PCM)).putShort((short) channels);
        buffer.putInt(rateHz).putInt(rateHz * channels * sampleBytes);
        buffer.putShort((short) (channels * sampleBytes)).putShort((short) (8 * sampleBytes));
        if (isFloat) {
            buffer.putShort((short) 0);                          // no further settings
            text("fact").putInt(Integer.BYTES).putInt(0);
        }
        text("data").putInt(0);
    }

    private ByteBuffer text(String id) {
        return buffer.put(id.getBytes(StandardCharsets.US_ASCII));
    }

    /** Appends {@code count} samples per channel, interleaved, {@code samples[offset]} and on. */
    public void write(float[] samples, int offset, int count) throws IOException {
        int values = count * channels;
        dataBytes += (long) values * (isFloat ? Float.BYTES : Short.BYTES);
        if (dataBytes > LARGEST_BYTES) {
            throw new IOException(path + " would exceed 4 GB: a WAV file cannot hold more");
        }
        for (int i = 0; i < values; i++) {
            put(samples[offset + i]);
            if (buffer.remaining() < Float.BYTES) {
                writeBuffer();
            }
        }
        writeBuffer();
    }

    private void put(float sample) {
        if (isFloat) {
            buffer.putFloat(sample);
        } else {
            int value = Math.round(sample * 32768f);
            buffer.putShort((short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value)));
        }
    }

    private void writeBuffer() throws IOException {
        file.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    /** Writes the lengths into the header. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (file) {
            length(LENGTH_AT, headerBytes - 8 + dataBytes);
            length(headerBytes - Integer.BYTES, dataBytes);
            if (isFloat) {
                length(headerBytes - 3 * Integer.BYTES, dataBytes / Float.BYTES / channels);
            }
        }
    }

    private void length(int at, long value) throws IOException {
        file.seek(at);
        file.writeInt(Integer.reverseBytes((int) value));
    }
}
