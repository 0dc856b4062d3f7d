package dev.pipit.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Source;

class FromStartTest {
    @Test
    void countsTimeFromTheFirstSample() throws IOException {
        var sensor = new Sensor();
        var source = new FromStart(sensor);
        float[] samples = new float[4];
        assertEquals(0, source.read(samples, 0, 4), "nothing has come yet");
        assertEquals(2, source.read(samples, 0, 4));
        assertEquals(0, source.timeNanos());
        assertEquals(2, source.read(samples, 0, 4));
        assertEquals(20_000_000, source.timeNanos());
        assertEquals("sensor", source.name());
        assertEquals(7, source.overruns());
        assertEquals(3, source.late());
        source.close();
        assertTrue(sensor.closed);
    }

    /** Has run for an hour when it is opened; two samples every 20 ms, none at first. */
    private static final class Sensor implements Source {
        private long time = 3_600_000_000_000L - 40_000_000;
        private boolean closed;

        @Override
        public SignalFormat format() {
            return new SignalFormat(100, 1, Unit.NONE);
        }

        @Override
        public int read(float[] dst, int offset, int count) {
            time += 20_000_000;
            return time < 3_600_000_000_000L ? 0 : 2;
        }

        @Override
        public long timeNanos() {
            return time;
        }

        @Override
        public long overruns() {
            return 7;
        }

        @Override
        public long late() {
            return 3;
        }

        @Override
        public String name() {
            return "sensor";
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
