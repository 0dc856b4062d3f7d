package dev.pipit.sensors.mcp3008;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

import dev.pipit.sensors.bus.Exchange;
import dev.pipit.sensors.bus.fake.SimulatedBus;
import dev.pipit.sensors.bus.fake.SimulatedClock;

class Mcp3008Test {
    private final SimulatedClock clock = new SimulatedClock();

    /** Says the same again and again, and remembers what it was told. */
    private static final class Echo implements Exchange {
        private final byte[] answer;
        private final List<String> told = new ArrayList<>();

        Echo(String answer) {
            this.answer = HexFormat.of().parseHex(answer);
        }

        @Override
        public void exchange(byte[] out, byte[] in, int length) {
            told.add(HexFormat.of().formatHex(out, 0, length));
            System.arraycopy(answer, 0, in, 0, length);
        }

        @Override
        public void close() {
            told.add("closed");
        }
    }

    private float[] sample(String answer) throws IOException {
        float[] volts = new float[8];
        assertEquals(1, new Mcp3008(new Echo(answer), 3.3f, 100, clock).read(volts, 0, 1));
        return volts;
    }

    /** Data sheet, equation 4-2: 1024 · V / VREF digits; 200h are half of 3.3 V. Bits before the 0 do not matter. */
    @Test
    void givesWhatTheEquationGives() throws IOException {
        assertEquals(1.65f, sample("ff" + "fa" + "00")[3], 1e-6f);       // float there: 1e-7
        assertEquals(3.3f * 1_023 / 1_024, sample("00" + "03" + "ff")[7], 1e-6f);
        assertEquals(0, sample("00" + "00" + "00")[0]);
    }

    /** Figure 6-1: start bit at the end of the first byte; then single-ended, and the number of the input. */
    @Test
    void asksForOneInputAfterTheOther() throws IOException {
        var echo = new Echo("000200");
        new Mcp3008(echo, 3.3f, 100, clock).read(new float[8], 0, 1);
        assertEquals(List.of("018000", "018000", "019000", "01a000", "01b000", "01c000", "01d000", "01e000", "01f000"),
            echo.told);
    }

    @Test
    void samplesOnceAPeriod() throws IOException {
        var sensor = new Mcp3008(new Echo("000200"), 3.3f, 100, clock);
        assertEquals(1, sensor.read(new float[8], 0, 1));
        clock.sleep(9_999_999);
        assertEquals(0, sensor.read(new float[8], 0, 1));
        clock.sleep(1);
        assertEquals(1, sensor.read(new float[8], 0, 1));
    }

    @Test
    void noticesThatNobodyDrivesTheLine() {
        var bus = SimulatedBus.spi("spi0");
        var e = assertThrows(IOException.class, () -> new Mcp3008(bus.wires(0).exchange(0), 3.3f, 100, clock));
        assertEquals("not an MCP3008, or nobody: the bit before the result is not 0: 0xff", e.getMessage());
    }

    @Test
    void refusesAReferenceOfNothing() {
        assertThrows(IllegalArgumentException.class, () -> new Mcp3008(new Echo("000200"), 0, 100, clock));
    }
}
