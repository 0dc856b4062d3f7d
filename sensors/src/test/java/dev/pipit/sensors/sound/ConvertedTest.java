package dev.pipit.sensors.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Source;

class ConvertedTest {
    /** A sine per channel, of 100 Hz in the first and 200 Hz in the second, given in pieces. */
    private static final class Sines implements Source {
        private final int rateHz;
        private final int channels;
        private final int length;
        private int position;
        private long time;
        private long lost;
        private boolean timed = true;
        private int gapAt = -1;
        private long gapNanos;
        private int reads;
        private int closed;

        Sines(int rateHz, int channels, int length) {
            this.rateHz = rateHz;
            this.channels = channels;
            this.length = length;
        }

        static double at(int channel, double seconds) {
            return 0.5 * Math.sin(2 * Math.PI * 100 * (channel + 1) * seconds);
        }

        @Override
        public SignalFormat format() {
            return new SignalFormat(rateHz, channels, Unit.FULL_SCALE);
        }

        @Override
        public int read(float[] dst, int offset, int count) {
            if (position == length) {
                return -1;
            }
            if (reads++ % 3 == 0) {
                return 0;
            }
            int n = Math.min(Math.min(count, 37), length - position);
            if (gapAt >= 0 && position < gapAt) {
                n = Math.min(n, gapAt - position);
            }
            time = SampleTime.nanos(position, rateHz) + (gapAt >= 0 && position >= gapAt ? gapNanos : 0);
            for (int i = 0; i < n; i++) {
                for (int c = 0; c < channels; c++) {
                    dst[offset + i * channels + c] = (float) at(c, (position + i) / (double) rateHz);
                }
            }
            position += n;
            return n;
        }

        @Override
        public long timeNanos() {
            return timed ? time : UNKNOWN_TIME;
        }

        @Override
        public long overruns() {
            return lost;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    /** Beyond the edges, where the filter sees the beginning and the end; −54 dB would be 0.001 of 0.5. */
    @Test
    void keepsTheSignalAndItsTime() throws IOException {
        for (int rateHz : new int[] {48_000, 44_100, 16_000, 8_000}) {
            var converted = Converted.channel(new Sines(rateHz, 2, rateHz), 1, 16_000);
            assertEquals(new SignalFormat(16_000, 1, Unit.FULL_SCALE), converted.format());
            float[] result = new float[17_000];
            int length = 0;
            for (int n = 0; n >= 0; n = converted.read(result, length, 100)) {
                length += n;
                if (n > 0) {
                    assertEquals(SampleTime.nanos(length - n, 16_000), converted.timeNanos());
                }
            }
            assertEquals(16_000, length);
            for (int i = 200; i < 15_800; i++) {
                assertEquals(Sines.at(1, i / 16_000.0), result[i], 0.0005, rateHz + " Hz, sample " + i);
            }
            assertEquals(-1, converted.read(result, 0, 100));
        }
    }

    @Test
    void takesTheMeanOfAllChannels() throws IOException {
        var converted = Converted.mean(new Sines(16_000, 2, 100), 16_000);
        float[] result = all(converted, 100);
        for (int i = 0; i < 100; i++) {
            assertEquals((Sines.at(0, i / 16e3) + Sines.at(1, i / 16e3)) / 2, result[i], 1e-7);   // float
        }
    }

    @Test
    void startsAgainAfterAJumpOfTime() throws IOException {
        var sines = new Sines(48_000, 1, 9_600);
        sines.gapAt = 4_800;
        sines.gapNanos = 1_000_000_000;
        var converted = Converted.channel(sines, 0, 16_000);
        float[] piece = new float[64];
        long before = -1;
        long jumped = -1;
        int count = 0;
        for (int n = 0; n >= 0; n = converted.read(piece, 0, 64)) {
            if (n > 0 && converted.timeNanos() > 1_000_000_000 && jumped < 0) {
                jumped = converted.timeNanos();
            }
            if (n > 0) {
                assertTrue(converted.timeNanos() > before);
                before = converted.timeNanos();
            }
            count += n;
        }
        assertEquals(1_100_000_000, jumped);                       // 4800 samples and the gap, exactly
        assertTrue(count > 3_100 && count < 3_200, count + " of 3200: the filter's delay before the gap is left out");
    }

    @Test
    void countsLossesInItsOwnSamplesAndKeepsUnknownTimesUnknown() throws IOException {
        var sines = new Sines(48_000, 1, 4_800);
        sines.timed = false;
        var converted = Converted.channel(sines, 0, 16_000);
        float[] piece = new float[64];
        while (sines.position < 2_400) {
            converted.read(piece, 0, 64);
        }
        assertEquals(Source.UNKNOWN_TIME, converted.timeNanos());
        assertEquals(0, converted.overruns());
        sines.lost = 1;
        assertEquals(1, converted.overruns());
        sines.lost = 48;
        assertEquals(16, converted.overruns());
        for (int n = 0; n >= 0; n = converted.read(piece, 0, 64)) {
            assertEquals(Source.UNKNOWN_TIME, converted.timeNanos());
        }
    }

    @Test
    void closesItsSourceAndIsCalledAfterIt() throws IOException {
        var sines = new Sines(48_000, 2, 10);
        Converted.mean(sines, 16_000).close();
        assertEquals(1, sines.closed);
        assertEquals("Sines, mean of channels", Converted.mean(sines, 16_000).name());
        assertEquals("Sines, channel 1", Converted.channel(sines, 1, 16_000).name());
    }

    @Test
    void refusesChannelsAndRatesThatAreNotThere() {
        var sines = new Sines(48_000, 2, 10);
        for (int channel : new int[] {-1, 2}) {
            assertEquals("channel must be one of the source's: channel=" + channel + ", channels=2",
                assertThrows(IllegalArgumentException.class, () -> Converted.channel(sines, channel, 16_000))
                    .getMessage());
        }
        Source odd = new Source() {
            @Override
            public SignalFormat format() {
                return new SignalFormat(33.3, 1, Unit.NONE);
            }

            @Override
            public int read(float[] dst, int offset, int count) {
                return -1;
            }
        };
        assertEquals("a rate can be converted if it is a whole number: rateHz=33.3",
            assertThrows(IllegalArgumentException.class, () -> Converted.mean(odd, 16_000)).getMessage());
    }

    @Test
    void givesTheSameHoweverItIsRead() throws IOException {
        float[] one = all(Converted.mean(new Sines(44_100, 2, 5_000), 16_000), 1);
        float[] many = all(Converted.mean(new Sines(44_100, 2, 5_000), 16_000), 4_000);
        assertArrayEquals(one, many);
    }

    private static float[] all(Source source, int count) throws IOException {
        float[] result = new float[10_000];
        int length = 0;
        for (int n = 0; n >= 0; n = source.read(result, length, count)) {
            length += n;
        }
        return Arrays.copyOf(result, length);
    }
}
