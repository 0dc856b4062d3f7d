package dev.pipit.sensors.recording;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;

class PcmStreamTest {
    private static final byte[] TWO_AND_A_HALF = {0, 0x40, 0, (byte) 0x80, 1, 0, -1, -1, 7, 7, 7};

    /** As pipes do: never more than three bytes at a time. */
    private static InputStream inPieces() {
        return new ByteArrayInputStream(TWO_AND_A_HALF) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(3, length));
            }
        };
    }

    @Test
    void putsSamplesTogetherThatArriveInPieces() throws IOException {
        try (PcmStream stream = new PcmStream(inPieces(), 8_000, 2)) {
            assertEquals(new SignalFormat(8_000, 2, Unit.FULL_SCALE), stream.format());
            float[] samples = new float[20];
            int length = 0;
            for (int n = 0; n >= 0; n = stream.read(samples, 2 * length, 10 - length)) {
                length += n;
                assertEquals(n == 0 ? 0 : (length - n) * 125_000L, stream.timeNanos());
            }
            assertEquals(2, length);                               // the half is left out
            assertArrayEquals(new float[] {0.5f, -1, 1 / 32_768f, -1 / 32_768f}, Arrays.copyOf(samples, 4));
            assertEquals(-1, stream.read(samples, 0, 1));
        }
    }

    @Test
    void takesNoMoreThanIsWanted() throws IOException {
        try (PcmStream stream = new PcmStream(new ByteArrayInputStream(TWO_AND_A_HALF), 8_000, 1)) {
            float[] samples = {9, 9, 9};
            assertEquals(1, stream.read(samples, 1, 1));
            assertArrayEquals(new float[] {9, 0.5f, 9}, samples);
        }
    }

    @Test
    void closesTheStream() throws IOException {
        var closed = new AtomicInteger();
        new PcmStream(new ByteArrayInputStream(new byte[0]) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        }, 8_000, 1).close();
        assertEquals(1, closed.get());
    }
}
