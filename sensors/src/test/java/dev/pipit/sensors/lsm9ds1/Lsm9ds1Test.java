package dev.pipit.sensors.lsm9ds1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.sensors.bus.fake.FakeRegisters;
import dev.pipit.sensors.bus.fake.SimulatedClock;
import dev.pipit.sensors.lsm9ds1.Lsm9ds1.Range;
import dev.pipit.sensors.lsm9ds1.Lsm9ds1.Rate;
import dev.pipit.sensors.lsm9ds1.Lsm9ds1.Turn;

class Lsm9ds1Test {
    private final FakeRegisters chip = new FakeRegisters().holding(0x0F, 0x68);
    private final float[] samples = new float[6 * 33];

    private Lsm9ds1 open(Range range, Turn turn) throws IOException {
        chip.burst(0x18, 9, 9, 9, 9, 9, 9).burst(0x28, 9, 9, 9, 9, 9, 9);    // the first sample means nothing
        return new Lsm9ds1(chip, Rate.HZ_119, range, turn, new SimulatedClock());
    }

    /**
     * The sensitivities of the data sheet on the bytes of application note AN4650: 69h 16h is 5737 × 0.061 mg, 09h 40h is
     * 16393 × 0.061 mg, 97h E9h is −5737; A4h 2Ch is 11428 × 8.75 mdps.
     */
    @Test
    void givesBothInSiUnits() throws IOException {
        var sensor = open(Range.G_2, Turn.DPS_245);
        chip.holding(0x2F, 2).burst(0x18, 0xA4, 0x2C, 0x5C, 0xD3, 0, 0).burst(0x28, 0x69, 0x16, 0x09, 0x40, 0x97, 0xE9);
        assertEquals(1, sensor.read(samples, 0, 10));
        float[] expected = {0.349957f * 9.80665f, 0.999973f * 9.80665f, -0.349957f * 9.80665f, 1.745242f, -1.745242f, 0};
        assertArrayEquals(expected, Arrays.copyOf(samples, 6), 1e-5f);   // floats near 10: 1e-6
    }

    /** Data sheet, sensitivity: 1000 digits are 61, 122, 244 and 732 mg; −1000 are −8.75, −17.5 and −70 °/s. */
    @ParameterizedTest
    @CsvSource({"G_2, 0.061, 60, DPS_245, 8.75, 60", "G_4, 0.122, 70, DPS_500, 17.5, 68",
        "G_8, 0.244, 78, DPS_2000, 70, 78", "G_16, 0.732, 68, DPS_2000, 70, 78"})
    void scalesByTheSensitivityOfTheRange(Range range, float gravities, String code, Turn turn, double dps, String gyro)
            throws IOException {
        var sensor = open(range, turn);
        chip.holding(0x2F, 2).burst(0x18, 0x18, 0xFC, 0, 0, 0, 0).burst(0x28, 0xE8, 0x03, 0, 0, 0, 0);
        sensor.read(samples, 0, 10);
        assertEquals(gravities * 9.80665f, samples[0], 1e-6f);
        assertEquals(-dps * Math.PI / 180, samples[3], 1e-6);
        assertEquals("20=" + code, chip.written().get(3));
        assertEquals("10=" + gyro, chip.written().get(9));
    }

    /** Data sheet, register descriptions: reset, all axes, 119 Hz 011, BDU, FIFO on, continuous 110 with 16 samples. */
    @Test
    void setsTheChipUpWithTheFifoClosedUntilBothHaveSettled() throws IOException {
        var clock = new SimulatedClock();
        new Lsm9ds1(chip, Rate.HZ_119, Range.G_4, Turn.DPS_2000, clock);
        assertEquals(List.of("22=05", "1e=38", "1f=38", "20=70", "21=00", "22=44", "23=02", "0c=08", "2e=00", "10=78",
            "2e=d0"), chip.written());
        assertEquals(220_000_000, clock.nanoTime());                     // 10 ms, 25 periods
    }

    /** Data sheet, FIFO_SRC: bit 6 says that a sample was overwritten, bits 5 to 0 count to 32. */
    @Test
    void readsAFullFifoAndCountsTheOverrun() throws IOException {
        var sensor = open(Range.G_2, Turn.DPS_245);
        chip.holding(0x2F, 0xC0 | 32);
        for (int i = 0; i < 31; i++) {
            chip.burst(0x18, 0, 0, 0, 0, 0, 0).burst(0x28, 0, 0, 0, 0, 0, 0);
        }
        assertEquals(31, sensor.read(samples, 0, 33));                   // all but the first
        assertEquals(1, sensor.overruns());
    }

    @Test
    void givesNothingWhileTheFifoIsEmpty() throws IOException {
        chip.holding(0x2F, 0);
        assertEquals(0, open(Range.G_2, Turn.DPS_245).read(samples, 0, 10));
    }

    @Test
    void refusesAnotherChip() {
        chip.holding(0x0F, 0x69);
        var e = assertThrows(IOException.class, () -> open(Range.G_2, Turn.DPS_245));
        assertEquals("not an LSM9DS1: WHO_AM_I=0x69, expected 0x68", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0x10, 0", "0x23, 0"})
    void noticesThatItsSettingsAreGone(String register, int value) throws IOException {
        var sensor = open(Range.G_2, Turn.DPS_245);
        sensor.check();
        chip.holding(Integer.decode(register), value);
        assertThrows(IOException.class, sensor::check);
    }

    @Test
    void restsWhenItIsClosed() throws IOException {
        open(Range.G_2, Turn.DPS_245).close();
        assertEquals(List.of("10=00", "20=00", "closed"), chip.written().subList(11, 14));
    }
}
