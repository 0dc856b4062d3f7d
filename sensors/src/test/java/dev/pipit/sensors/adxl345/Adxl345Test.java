package dev.pipit.sensors.adxl345;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.pipit.sensors.adxl345.Adxl345.Range;
import dev.pipit.sensors.adxl345.Adxl345.Rate;
import dev.pipit.sensors.bus.fake.FakeRegisters;

class Adxl345Test {
    private final FakeRegisters chip = new FakeRegisters().holding(0x00, 0xE5).holding(0x30, 0).holding(0x39, 0);

    /** Data sheet, table 1: 256 LSB/g in full resolution; 0x0100 is 1 g, 0xFF38 = −200 is −0.78125 g. */
    @ParameterizedTest
    @EnumSource(Range.class)
    void givesTheSameInEveryRange(Range range) throws IOException {
        chip.holding(0x39, 1).burst(0x32, 0x00, 0x01, 0x38, 0xFF, 0x00, 0x00);
        float[] xyz = new float[3];
        assertEquals(1, new Adxl345(chip, Rate.HZ_400, range).read(xyz, 0, 32));
        assertArrayEquals(new float[] {9.80665f, -7.66145f, 0}, xyz, 1e-5f);     // float at 9.8: 5e-7
    }

    /** Data sheet, output resolution: 13 bits at ±16 g, so −4096 is −16 g = −156.9064 m/s². */
    @Test
    void givesTheEndOfTheWidestRange() throws IOException {
        chip.holding(0x39, 1).burst(0x32, 0x00, 0xF0, 0xFF, 0x0F, 0xFF, 0xFF);
        float[] xyz = new float[3];
        new Adxl345(chip, Rate.HZ_400, Range.G_16).read(xyz, 0, 32);
        assertArrayEquals(new float[] {-156.9064f, 156.8681f, -0.0383073f}, xyz, 1e-4f);
    }

    /** Data sheet, register definitions: 400 Hz 0xC, full resolution 0x08, stream with 16 samples 0x90, measure 0x08. */
    @Test
    void setsTheChipUpAtRestAndStartsItLast() throws IOException {
        new Adxl345(chip, Rate.HZ_400, Range.G_8);
        assertEquals(List.of("2d=00", "2e=00", "1e=00", "1f=00", "20=00", "2c=0c", "2f=00", "31=0a", "38=00", "38=90",
            "2e=02", "2d=08"), chip.written());
    }

    /** Data sheet, table 7: 0x0F is 3200 Hz, each code less halves it. */
    @ParameterizedTest
    @CsvSource({"HZ_3200, 2c=0f", "HZ_100, 2c=0a", "HZ_12_5, 2c=07", "HZ_6_25, 2c=06"})
    void setsTheRate(Rate rate, String written) throws IOException {
        new Adxl345(chip, rate, Range.G_2);
        assertEquals(written, chip.written().get(5));
    }

    /** Data sheet, table 21: 0 to 3 are 2, 4, 8 and 16 g; 0x08 is full resolution. */
    @ParameterizedTest
    @CsvSource({"G_2, 31=08", "G_4, 31=09", "G_8, 31=0a", "G_16, 31=0b"})
    void setsTheRange(Range range, String written) throws IOException {
        new Adxl345(chip, Rate.HZ_400, range);
        assertEquals(written, chip.written().get(7));
    }

    @Test
    void readsAllSamplesOfAFullFifoAndCountsTheOverrun() throws IOException {
        chip.holding(0x39, 32).holding(0x30, 0x83);
        for (int i = 0; i < 32; i++) {
            chip.burst(0x32, 0, 0, 0, 0, 0, 0);
        }
        var sensor = new Adxl345(chip, Rate.HZ_400, Range.G_2);
        assertEquals(32, sensor.read(new float[99], 0, 33));
        assertEquals(1, sensor.overruns());
    }

    @Test
    void givesNothingWhileTheFifoIsEmpty() throws IOException {
        assertEquals(0, new Adxl345(chip, Rate.HZ_400, Range.G_2).read(new float[96], 0, 32));
    }

    @Test
    void refusesAnotherChip() {
        var e = assertThrows(IOException.class, () -> new Adxl345(chip.holding(0x00, 0xE6), Rate.HZ_400, Range.G_2));
        assertEquals("not an ADXL345: DEVID=0xe6, expected 0xe5", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0x2c, 0x0a", "0x2d, 0x00", "0x2e, 0x00", "0x2f, 0x02", "0x31, 0x00"})
    void noticesThatItsSettingsAreGone(int register, int value) throws IOException {
        var sensor = new Adxl345(chip, Rate.HZ_400, Range.G_2);
        sensor.check();
        chip.holding(register, value);
        assertThrows(IOException.class, sensor::check);
    }

    @Test
    void restsWhenItIsClosed() throws IOException {
        new Adxl345(chip, Rate.HZ_400, Range.G_2).close();
        assertEquals(List.of("2d=00", "closed"), chip.written().subList(12, 14));
    }
}
