package dev.pipit.sensors.mma8451;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.sensors.bus.fake.FakeRegisters;
import dev.pipit.sensors.bus.fake.SimulatedClock;
import dev.pipit.sensors.mma8451.Mma8451.Range;
import dev.pipit.sensors.mma8451.Mma8451.Rate;

class Mma8451Test {
    private final SimulatedClock clock = new SimulatedClock();
    private final FakeRegisters chip = new FakeRegisters().holding(0x0D, 0x1A).holding(0x00, 0);

    private Mma8451 open(Range range) throws IOException {
        return new Mma8451(chip, Rate.HZ_400, range, clock);
    }

    /** Data sheet, sensitivity: 4096 counts/g at ±2 g; 40 00 is 0x1000 = 4096 counts of 14 bits, C0 00 is −4096. */
    @ParameterizedTest
    @CsvSource({"G_2, 1", "G_4, 2", "G_8, 4"})
    void scalesByTheSensitivityOfTheRange(Range range, float gravities) throws IOException {
        chip.holding(0x00, 1).burst(0x01, 0x40, 0x00, 0xC0, 0x00, 0x00, 0x04);
        float[] xyz = new float[3];
        assertEquals(1, open(range).read(xyz, 0, 32));
        float digit = gravities * 9.80665f / 4096;
        assertArrayEquals(new float[] {gravities * 9.80665f, -gravities * 9.80665f, digit}, xyz, 1e-5f);
    }

    /** Data sheet, CTRL_REG1 to 5, F_SETUP: 400 Hz 1, high resolution 2, circular with 16 samples 0x50, active 1. */
    @Test
    void setsTheChipUpAfterAResetAndStartsItLast() throws IOException {
        open(Range.G_8);
        assertEquals(List.of("2b=40", "0e=02", "09=50", "2e=40", "2d=40", "2c=02", "2b=02", "2a=09"), chip.written());
        assertEquals(2_000_000, clock.nanoTime());
    }

    /** Data sheet, XYZ_DATA_CFG: 0 to 2 are 2, 4 and 8 g. */
    @ParameterizedTest
    @CsvSource({"G_2, 0e=00", "G_4, 0e=01", "G_8, 0e=02"})
    void setsTheRange(Range range, String written) throws IOException {
        open(range);
        assertEquals(written, chip.written().get(1));
    }

    @ParameterizedTest
    @CsvSource({"HZ_800, 2a=01", "HZ_100, 2a=19", "HZ_12_5, 2a=29", "HZ_1_56, 2a=39"})
    void setsTheRate(Rate rate, String written) throws IOException {
        new Mma8451(chip, rate, Range.G_2, clock);
        assertEquals(written, chip.written().get(7));
    }

    /** Data sheet, F_STATUS: bit 7 overflow, bits 5 to 0 how many. */
    @Test
    void readsAllSamplesOfAFullFifoAndCountsTheOverrun() throws IOException {
        chip.holding(0x00, 0xC0 | 32);
        for (int i = 0; i < 32; i++) {
            chip.burst(0x01, 0, 0, 0, 0, 0, 0);
        }
        var sensor = open(Range.G_2);
        assertEquals(32, sensor.read(new float[99], 0, 33));
        assertEquals(1, sensor.overruns());
    }

    @Test
    void givesNothingWhileTheFifoIsEmpty() throws IOException {
        assertEquals(0, open(Range.G_2).read(new float[96], 0, 32));
    }

    /** The MMA8452, which has no FIFO, is 0x2A. */
    @Test
    void refusesAnotherChip() {
        chip.holding(0x0D, 0x2A);
        var e = assertThrows(IOException.class, () -> open(Range.G_2));
        assertEquals("not an MMA8451: WHO_AM_I=0x2a, expected 0x1a", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0x2a, 0x00", "0x2b, 0x00", "0x0e, 0x01"})
    void noticesThatItsSettingsAreGone(int register, int value) throws IOException {
        var sensor = open(Range.G_2);
        sensor.check();
        chip.holding(register, value);
        assertThrows(IOException.class, sensor::check);
    }

    @Test
    void restsWhenItIsClosed() throws IOException {
        open(Range.G_2).close();
        assertEquals(List.of("2a=00", "closed"), chip.written().subList(8, 10));
    }
}
