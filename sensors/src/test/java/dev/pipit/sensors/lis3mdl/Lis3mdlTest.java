package dev.pipit.sensors.lis3mdl;

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
import dev.pipit.sensors.lis3mdl.Lis3mdl.Range;
import dev.pipit.sensors.lis3mdl.Lis3mdl.Rate;

class Lis3mdlTest {
    private final SimulatedClock clock = new SimulatedClock();
    private final FakeRegisters chip = new FakeRegisters().holding(0x0F, 0x3D).holding(0x27, 0);

    private Lis3mdl open(Range range) throws IOException {
        return new Lis3mdl(chip, Rate.HZ_80, range, clock);
    }

    /** Data sheet, sensitivity: 6842 LSB/gauss at ±4 gauss; 0x1ABA = 6842 is 1 gauss = 100 µT, 0xE546 = −6842. */
    @Test
    void givesOneGauss() throws IOException {
        chip.holding(0x27, 0x0F).burst(0x28, 0xBA, 0x1A, 0x46, 0xE5, 0x00, 0x00);
        float[] xyz = new float[3];
        assertEquals(1, open(Range.GAUSS_4).read(xyz, 0, 1));
        assertArrayEquals(new float[] {100e-6f, -100e-6f, 0}, xyz, 1e-10f);
    }

    /** Data sheet, sensitivity: 6842, 3421, 2281 and 1711 LSB/gauss, written as bytes. */
    @ParameterizedTest
    @CsvSource({"GAUSS_4, 6842", "GAUSS_8, 3421", "GAUSS_12, 2281", "GAUSS_16, 1711"})
    void scalesByTheSensitivityOfTheRange(Range range, int digits) throws IOException {
        chip.holding(0x27, 0x08).burst(0x28, 0, 0, 0, 0, digits & 0xFF, digits >> 8);
        float[] xyz = new float[3];
        open(range).read(xyz, 0, 1);
        assertEquals(100e-6f, xyz[2], 1e-10f);
    }

    /** Data sheet, CTRL_REG1 to 5: UHP 11, 80 Hz 111, ±16 gauss 11, UHP for z 11, BDU; the mode last. */
    @Test
    void setsTheChipUpAfterAResetAndStartsItLast() throws IOException {
        open(Range.GAUSS_16);
        assertEquals(List.of("21=04", "20=7c", "21=60", "23=0c", "24=40", "22=00"), chip.written());
        assertEquals(10_000_000, clock.nanoTime());
    }

    /** Data sheet, output data rates: FAST_ODR with LP 1000, MP 560, HP 300, UHP 155 Hz. */
    @ParameterizedTest
    @CsvSource({"HZ_0_625, 20=60, 23=0c", "HZ_10, 20=70, 23=0c", "HZ_155, 20=62, 23=0c", "HZ_300, 20=42, 23=08",
        "HZ_560, 20=22, 23=04", "HZ_1000, 20=02, 23=00"})
    void setsTheRateAndThePowerThatGoesWithIt(Rate rate, String first, String fourth) throws IOException {
        new Lis3mdl(chip, rate, Range.GAUSS_4, clock);
        assertEquals(List.of(first, fourth), List.of(chip.written().get(1), chip.written().get(3)));
    }

    /** Data sheet, CTRL_REG2. */
    @ParameterizedTest
    @CsvSource({"GAUSS_4, 21=00", "GAUSS_8, 21=20", "GAUSS_12, 21=40", "GAUSS_16, 21=60"})
    void setsTheRange(Range range, String written) throws IOException {
        open(range);
        assertEquals(written, chip.written().get(2));
    }

    @Test
    void givesNothingTwice() throws IOException {
        chip.holding(0x27, 0x00);
        assertEquals(0, open(Range.GAUSS_4).read(new float[3], 0, 1));
    }

    /** Data sheet, STATUS_REG: bit 7 says that a sample was overwritten. */
    @Test
    void countsTheOverrun() throws IOException {
        chip.holding(0x27, 0xFF).burst(0x28, 0, 0, 0, 0, 0, 0);
        var sensor = open(Range.GAUSS_4);
        assertEquals(1, sensor.read(new float[3], 0, 1));
        assertEquals(1, sensor.overruns());
    }

    @Test
    void refusesAnotherChip() {
        chip.holding(0x0F, 0x3F);
        var e = assertThrows(IOException.class, () -> open(Range.GAUSS_4));
        assertEquals("not a LIS3MDL: WHO_AM_I=0x3f, expected 0x3d", e.getMessage());
    }

    @Test
    void noticesThatItsSettingsAreGone() throws IOException {
        var sensor = open(Range.GAUSS_4);
        sensor.check();
        chip.holding(0x22, 0x03);                                        // as after power-up
        assertThrows(IOException.class, sensor::check);
    }

    @Test
    void restsWhenItIsClosed() throws IOException {
        open(Range.GAUSS_4).close();
        assertEquals(List.of("22=03", "closed"), chip.written().subList(6, 8));
    }
}
