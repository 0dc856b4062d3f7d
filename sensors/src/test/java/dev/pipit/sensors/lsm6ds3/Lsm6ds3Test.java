package dev.pipit.sensors.lsm6ds3;

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
import dev.pipit.sensors.lsm6ds3.Lsm6ds3.Part;
import dev.pipit.sensors.lsm6ds3.Lsm6ds3.Range;
import dev.pipit.sensors.lsm6ds3.Lsm6ds3.Rate;
import dev.pipit.sensors.lsm6ds3.Lsm6ds3.Turn;

class Lsm6ds3Test {
    private final FakeRegisters chip = new FakeRegisters().holding(0x0F, 0x69).holding(0x0E, 0);
    private final float[] samples = new float[6 * 700];

    private Lsm6ds3 open(Range range, Turn turn) throws IOException {
        return new Lsm6ds3(chip, Part.LSM6DS3, Rate.HZ_104, range, turn, new SimulatedClock());
    }

    private FakeRegisters status(int level, int flags, int pattern) {
        return chip.holding(0x3A, level & 0xFF).holding(0x3B, flags | level >> 8).holding(0x3C, pattern).holding(0x3D, 0);
    }

    /**
     * Application note AN4650, section on reading: 69h 16h is 350 mg at ±2 g, 5737 × 0.061; 09h 40h is 1000 mg. A4h 2Ch
     * is 100 °/s at ±250 °/s, 11428 × 8.75 mdps. The gyroscope comes first.
     */
    @Test
    void givesWhatTheApplicationNoteGives() throws IOException {
        status(6, 0, 0).burst(0x3E, 0xA4, 0x2C, 0x5C, 0xD3, 0, 0, 0x69, 0x16, 0x09, 0x40, 0x97, 0xE9);
        assertEquals(1, open(Range.G_2, Turn.DPS_250).read(samples, 0, 10));
        float[] expected = {0.349957f * 9.80665f, 0.999973f * 9.80665f, -0.349957f * 9.80665f, 1.745242f, -1.745242f, 0};
        assertArrayEquals(expected, Arrays.copyOf(samples, 6), 1e-5f);   // floats near 10: 1e-6
    }

    /** Data sheet, sensitivity: 1000 digits = 03E8h are 61 to 488 mg, −1000 digits = FC18h −4.375 to −70 °/s. */
    @ParameterizedTest
    @CsvSource({"G_2, 0.061, 40, DPS_125, 4.375, 42", "G_4, 0.122, 48, DPS_250, 8.75, 40",
        "G_8, 0.244, 4c, DPS_500, 17.5, 44", "G_16, 0.488, 44, DPS_1000, 35, 48", "G_2, 0.061, 40, DPS_2000, 70, 4c"})
    void scalesByTheSensitivityOfTheRange(Range range, float gravities, String code, Turn turn, double dps, String gyro)
            throws IOException {
        status(6, 0, 0).burst(0x3E, 0x18, 0xFC, 0, 0, 0, 0, 0xE8, 0x03, 0, 0, 0, 0);
        open(range, turn).read(samples, 0, 10);
        assertEquals(gravities * 9.80665f, samples[0], 1e-6f);
        assertEquals(-dps * Math.PI / 180, samples[3], 1e-6);
        assertEquals(List.of("10=" + code, "11=" + gyro), chip.written().subList(8, 10));
    }

    /** Data sheet, register descriptions: reset, BDU, 96 words, no decimation, 104 Hz 0100, continuous 110. */
    @Test
    void setsTheChipUpWithTheFifoClosedUntilBothHaveSettled() throws IOException {
        var clock = new SimulatedClock();
        new Lsm6ds3(chip, Part.LSM6DS3, Rate.HZ_104, Range.G_4, Turn.DPS_2000, clock);
        assertEquals(List.of("12=01", "12=44", "0a=00", "06=60", "07=00", "08=09", "09=00", "0d=08", "10=48", "11=4c",
            "0a=26"), chip.written());
        assertEquals(210_000_000, clock.nanoTime());
    }

    /** Data sheet, FIFO_STATUS3: the pattern says that word 2 of 6 is next, so 4 belong to a sample that is broken. */
    @Test
    void skipsTheRestOfABrokenSample() throws IOException {
        status(10, 0x40, 2).burst(0x3E, 9, 9, 9, 9, 9, 9, 9, 9).burst(0x3E, 0, 0, 0, 0, 0, 0, 0xE8, 0x03, 0, 0, 0, 0);
        var sensor = open(Range.G_2, Turn.DPS_250);
        assertEquals(1, sensor.read(samples, 0, 10));
        assertEquals(0.061f * 9.80665f, samples[0], 1e-6f);
        assertEquals(1, sensor.overruns());
    }

    /** Data sheet, FIFO_STATUS1 and 2: the level has 12 bits, 4096 words are level 0 and not empty. */
    @Test
    void readsAFullFifo() throws IOException {
        status(0, 0x60, 0);
        for (int i = 0; i < 682; i += 32) {
            chip.burst(0x3E, new int[12 * 32]);
        }
        assertEquals(682, open(Range.G_2, Turn.DPS_250).read(samples, 0, 683));
    }

    @Test
    void givesNothingWhileTheFifoIsEmpty() throws IOException {
        status(0, 0x10, 0);
        assertEquals(0, open(Range.G_2, Turn.DPS_250).read(samples, 0, 10));
    }

    @ParameterizedTest
    @CsvSource({"LSM6DS3, 0x6a, 0x69, LSM6DS3", "LSM6DS3TR_C, 0x69, 0x6a, LSM6DS3TR-C"})
    void refusesTheOtherPart(Part part, String found, String expected, String title) {
        chip.holding(0x0F, Integer.decode(found));
        var e = assertThrows(IOException.class,
            () -> new Lsm6ds3(chip, part, Rate.HZ_104, Range.G_2, Turn.DPS_250, new SimulatedClock()));
        assertEquals("not an " + title + ": WHO_AM_I=" + found + ", expected " + expected, e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0x08, 0", "0x11, 0"})
    void noticesThatItsSettingsAreGone(String register, int value) throws IOException {
        var sensor = open(Range.G_2, Turn.DPS_250);
        sensor.check();
        chip.holding(Integer.decode(register), value);
        assertThrows(IOException.class, sensor::check);
    }

    @Test
    void restsWhenItIsClosed() throws IOException {
        open(Range.G_2, Turn.DPS_250).close();
        assertEquals(List.of("10=00", "11=00", "closed"), chip.written().subList(11, 14));
    }
}
