package dev.pipit.sensors.adxl355;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.sensors.adxl355.Adxl355.Range;
import dev.pipit.sensors.adxl355.Adxl355.Rate;
import dev.pipit.sensors.bus.fake.FakeRegisters;
import dev.pipit.sensors.bus.fake.SimulatedClock;

class Adxl355Test {
    private final SimulatedClock clock = new SimulatedClock();
    private final FakeRegisters chip = chip();

    private static FakeRegisters chip() {
        var chip = new FakeRegisters().holding(0x00, 0xAD).holding(0x01, 0x1D).holding(0x02, 0xED);
        for (int i = 0; i < 5; i++) {
            chip.holding(0x50 + i, 0x11 * i);
        }
        return chip.holding(0x04, 0).holding(0x05, 0);
    }

    private Adxl355 open(Range range) throws IOException {
        return new Adxl355(chip, Rate.HZ_500, range, clock);
    }

    /**
     * Data sheet, sensitivity: 256 000 LSB/g at ±2 g. 3E 80 0. is 0x3E800 = 256 000, that is 1 g; FC 18 0. is −16 000,
     * that is −62.5 mg. Bit 0 marks the x.
     */
    @Test
    void givesGravity() throws IOException {
        chip.holding(0x05, 3).burst(0x11, 0x3E, 0x80, 0x01, 0xFC, 0x18, 0x00, 0x00, 0x00, 0x10);
        float[] xyz = new float[3];
        assertEquals(1, open(Range.G_2).read(xyz, 0, 32));
        assertArrayEquals(new float[] {9.80665f, -0.612916f, 3.83072e-5f}, xyz, 1e-6f);
    }

    /** Data sheet, sensitivity: 256 000, 128 000 and 64 000 LSB/g. */
    @ParameterizedTest
    @CsvSource({"G_2, 1", "G_4, 2", "G_8, 4"})
    void scalesByTheSensitivityOfTheRange(Range range, float gravities) throws IOException {
        chip.holding(0x05, 3).burst(0x11, 0x3E, 0x80, 0x01, 0xC1, 0x80, 0x00, 0x00, 0x00, 0x00);
        float[] xyz = new float[3];
        open(range).read(xyz, 0, 32);
        assertArrayEquals(new float[] {gravities * 9.80665f, -gravities * 9.80665f, 0}, xyz, 1e-5f);
    }

    /** Data sheet, FIFO: after something was lost the FIFO may begin with any axis, and bit 0 says where an x is. */
    @Test
    void findsTheNextSampleWhereTheFifoBeginsWithAnotherAxis() throws IOException {
        chip.holding(0x05, 6).burst(0x11,
            0x10, 0, 0, 0x20, 0, 0,                                      // y and z of a sample whose x is gone
            0x3E, 0x80, 0x01, 0, 0, 0, 0x3E, 0x80, 0x00,                 // a whole one
            0x01, 0, 0x01);                                              // the x of one more
        float[] xyz = new float[6];
        var sensor = open(Range.G_2);
        assertEquals(1, sensor.read(xyz, 0, 32));
        assertArrayEquals(new float[] {9.80665f, 0, 9.80665f, 0, 0, 0}, xyz, 1e-6f);
        assertTrue(sensor.overruns() > 0);

        long before = sensor.overruns();
        chip.burst(0x11, 0, 0, 0, 0x3E, 0x80, 0, 0, 0, 0x01, 0, 0, 0, 0, 0, 0, 0, 0, 0x01);
        assertEquals(2, sensor.read(xyz, 0, 32));
        assertArrayEquals(new float[] {4_096 * 9.80665f / 256_000, 0, 9.80665f, 0, 0, 0}, xyz, 1e-6f);
        assertEquals(before, sensor.overruns());
    }

    /** Data sheet, FIFO_DATA: bit 1 says that the FIFO was empty. */
    @Test
    void believesNothingThatCameFromAnEmptyFifo() throws IOException {
        chip.holding(0x05, 3).burst(0x11, 0, 0, 0x02, 0, 0, 0x02, 0, 0, 0x02);
        assertEquals(0, open(Range.G_2).read(new float[3], 0, 1));
    }

    /** Data sheet, register map: 500 Hz 3, watermark 48 numbers, FULL to INT1, active high, ±4 g, DRDY and TEMP off. */
    @Test
    void setsTheChipUpAfterAResetAndStartsItLast() throws IOException {
        open(Range.G_4);
        assertEquals(List.of("2f=52", "28=03", "29=30", "2a=02", "2b=00", "2c=c2", "2d=06"), chip.written());
        assertEquals(5_000_000, clock.nanoTime());
    }

    /** Data sheet, RANGE: 1 to 3 are 2.048, 4.096 and 8.192 g. */
    @ParameterizedTest
    @CsvSource({"G_2, 2c=c1", "G_4, 2c=c2", "G_8, 2c=c3"})
    void setsTheRange(Range range, String written) throws IOException {
        open(range);
        assertEquals(written, chip.written().get(5));
    }

    /** Data sheet, FILTER: 0 is 4000 Hz, each code more halves it. */
    @ParameterizedTest
    @CsvSource({"HZ_4000, 28=00", "HZ_250, 28=04", "HZ_62_5, 28=06", "HZ_3_9, 28=0a"})
    void setsTheRate(Rate rate, String written) throws IOException {
        assertEquals(4_000 / Math.pow(2, Integer.parseInt(written.substring(3), 16)), rate.hz());
        new Adxl355(chip, rate, Range.G_2, clock);
        assertEquals(written, chip.written().get(1));
    }

    /** Data sheet, reset: the shadow registers must be as before. */
    @Test
    void resetsAgainUntilTheCalibrationIsLoadedTwiceTheSame() throws IOException {
        chip.burst(0x50, 1, 2, 3, 4, 5).burst(0x50, 0, 0, 0, 0, 0).burst(0x50, 1, 2, 3, 4, 5).burst(0x50, 1, 2, 3, 4, 5);
        open(Range.G_2);
        assertEquals(List.of("2f=52", "2f=52", "2f=52"), chip.written().subList(0, 3));
    }

    @Test
    void doesNotBelieveAChipWhoseCalibrationNeverLoads() {
        chip.holding(0x04, 0x10);
        var e = assertThrows(IOException.class, () -> open(Range.G_2));
        assertTrue(e.getMessage().contains("calibration"), e.getMessage());
    }

    @Test
    void countsTheOverrunThatStatusTells() throws IOException {
        chip.holding(0x04, 0x07);
        var sensor = open(Range.G_2);
        sensor.read(new float[3], 0, 1);
        assertEquals(1, sensor.overruns());
    }

    @ParameterizedTest
    @CsvSource({"0x00, DEVID_AD, 0xad", "0x01, DEVID_MST, 0x1d", "0x02, PARTID, 0xed"})
    void refusesAnotherChip(int register, String name, String expected) {
        chip.holding(register, 0xE9);
        var e = assertThrows(IOException.class, () -> open(Range.G_2));
        assertEquals("not an ADXL355: " + name + "=0xe9, expected " + expected, e.getMessage());
    }

    @Test
    void noticesThatItsSettingsAreGone() throws IOException {
        var sensor = open(Range.G_2);
        sensor.check();
        chip.holding(0x2D, 0x01);                                        // as after power-up
        assertThrows(IOException.class, sensor::check);
    }

    @Test
    void restsWhenItIsClosed() throws IOException {
        open(Range.G_2).close();
        assertEquals(List.of("2d=01", "closed"), chip.written().subList(7, 9));
    }
}
