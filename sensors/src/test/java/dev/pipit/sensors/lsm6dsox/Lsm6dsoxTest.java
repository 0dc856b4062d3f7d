package dev.pipit.sensors.lsm6dsox;

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
import dev.pipit.sensors.lsm6dsox.Lsm6dsox.Range;
import dev.pipit.sensors.lsm6dsox.Lsm6dsox.Rate;
import dev.pipit.sensors.lsm6dsox.Lsm6dsox.Turn;

class Lsm6dsoxTest {
    /** Tags with their parity bit, which makes the number of ones even: gyroscope 1 and accelerometer 2, bits 7 to 3. */
    private static final int GYRO_0 = 0b00001_00_1;
    private static final int GYRO_1 = 0b00001_01_0;
    private static final int ACCEL_0 = 0b00010_00_1;
    private static final int ACCEL_1 = 0b00010_01_0;

    private final FakeRegisters chip = new FakeRegisters().holding(0x0F, 0x6C);
    private final float[] samples = new float[60];

    private Lsm6dsox open(Range range, Turn turn) throws IOException {
        return new Lsm6dsox(chip, Rate.HZ_104, range, turn, new SimulatedClock());
    }

    private FakeRegisters words(int n) {
        return chip.holding(0x3A, n).holding(0x3B, 0);
    }

    /**
     * Application note AN4650, section on reading: 69h 16h is 350 mg at ±2 g, 5737 × 0.061; 09h 40h is 1000 mg. A4h 2Ch
     * is 100 °/s at ±250 °/s, 11428 × 8.75 mdps.
     */
    @Test
    void givesWhatTheApplicationNoteGives() throws IOException {
        words(2).burst(0x78, GYRO_0, 0xA4, 0x2C, 0x5C, 0xD3, 0, 0, ACCEL_0, 0x69, 0x16, 0x09, 0x40, 0x97, 0xE9);
        assertEquals(1, open(Range.G_2, Turn.DPS_250).read(samples, 0, 10));
        float[] expected = {0.349957f * 9.80665f, 0.999973f * 9.80665f, -0.349957f * 9.80665f, 1.745242f, -1.745242f, 0};
        assertArrayEquals(expected, Arrays.copyOf(samples, 6), 1e-5f);   // floats near 10: 1e-6
    }

    /** Data sheet, sensitivity: 1000 digits = 03E8h are 61, 122, 244 and 488 mg. */
    @ParameterizedTest
    @CsvSource({"G_2, 0.061, 60", "G_4, 0.122, 68", "G_8, 0.244, 6c", "G_16, 0.488, 64"})
    void scalesByTheSensitivityOfTheRange(Range range, float gravities, String code) throws IOException {
        words(2).burst(0x78, GYRO_0, 0, 0, 0, 0, 0, 0, ACCEL_0, 0xE8, 0x03, 0, 0, 0, 0);
        new Lsm6dsox(chip, Rate.HZ_416, range, Turn.DPS_250, new SimulatedClock()).read(samples, 0, 10);
        assertEquals(gravities * 9.80665f, samples[0], 1e-6f);
        assertEquals(1, chip.written().stream().filter(each -> each.equals("10=" + code)).count());
    }

    /** Data sheet, sensitivity: −1000 digits = FC18h are −4.375 to −70 °/s. */
    @ParameterizedTest
    @CsvSource({"DPS_125, 4.375, 42", "DPS_250, 8.75, 40", "DPS_500, 17.5, 44", "DPS_1000, 35, 48", "DPS_2000, 70, 4c"})
    void scalesByTheSensitivityOfTheGyroscope(Turn turn, double dps, String code) throws IOException {
        words(2).burst(0x78, ACCEL_0, 0, 0, 0, 0, 0, 0, GYRO_0, 0x18, 0xFC, 0, 0, 0, 0);
        open(Range.G_2, turn).read(samples, 0, 10);
        assertEquals(-dps * Math.PI / 180, samples[3], 1e-6);
        assertEquals(1, chip.written().stream().filter(each -> each.equals("11=" + code)).count());
    }

    /** Data sheet, register descriptions: reset, BDU, no I3C, 32 words, 104 Hz 0100, continuous 110. */
    @Test
    void setsTheChipUpWithTheFifoClosedUntilBothHaveSettled() throws IOException {
        var clock = new SimulatedClock();
        new Lsm6dsox(chip, Rate.HZ_104, Range.G_4, Turn.DPS_2000, clock);
        assertEquals(List.of("12=01", "12=44", "18=e2", "0a=00", "07=20", "08=00", "09=44", "0b=00", "0c=00", "0d=08",
            "0e=00", "10=48", "11=4c", "0a=06"), chip.written());
        assertEquals(110_000_000, clock.nanoTime());
    }

    @Test
    void makesSamplesOfWordsOfTheSamePeriodOnly() throws IOException {
        words(4).burst(0x78, ACCEL_0, 1, 0, 1, 0, 1, 0, GYRO_1, 2, 0, 2, 0, 2, 0, ACCEL_1, 0xE8, 3, 0, 0, 0, 0,
            0b00100_01_0, 9, 9, 9, 9, 9, 9);                             // a time stamp, which nobody asked for
        assertEquals(1, open(Range.G_2, Turn.DPS_250).read(samples, 0, 10));
        assertEquals(0.061f * 9.80665f, samples[0], 1e-6f);
        assertEquals(2 * 8.75e-3 * Math.PI / 180, samples[3], 1e-9);
    }

    @Test
    void keepsTheHalfOfASampleForTheNextRead() throws IOException {
        words(1).burst(0x78, GYRO_1, 2, 0, 2, 0, 2, 0).burst(0x78, ACCEL_1, 0xE8, 3, 0, 0, 0, 0);
        var sensor = open(Range.G_2, Turn.DPS_250);
        assertEquals(0, sensor.read(samples, 0, 1));
        assertEquals(1, sensor.read(samples, 0, 1));
        assertEquals(2 * 8.75e-3 * Math.PI / 180, samples[3], 1e-9);
    }

    /** Data sheet, FIFO_STATUS2: bit 3 is the latched overrun. */
    @Test
    void countsAnOverrunAndForgetsTheHalfOfASample() throws IOException {
        words(1).burst(0x78, GYRO_1, 2, 0, 2, 0, 2, 0).burst(0x78, ACCEL_1, 0xE8, 3, 0, 0, 0, 0);
        var sensor = open(Range.G_2, Turn.DPS_250);
        sensor.read(samples, 0, 10);
        chip.holding(0x3B, 0x08);
        assertEquals(0, sensor.read(samples, 0, 10));
        assertEquals(1, sensor.overruns());
    }

    @Test
    void refusesAnotherChip() {
        var e = assertThrows(IOException.class, () -> new Lsm6dsox(chip.holding(0x0F, 0x69), Rate.HZ_104, Range.G_2,
            Turn.DPS_250, new SimulatedClock()));
        assertEquals("not an LSM6DSOX: WHO_AM_I=0x69, expected 0x6c", e.getMessage());
    }

    @Test
    void noticesThatItsSettingsAreGone() throws IOException {
        var sensor = open(Range.G_2, Turn.DPS_250);
        sensor.check();
        chip.holding(0x11, 0);
        assertThrows(IOException.class, sensor::check);
    }

    @Test
    void restsWhenItIsClosed() throws IOException {
        open(Range.G_2, Turn.DPS_250).close();
        assertEquals(List.of("10=00", "11=00", "closed"), chip.written().subList(14, 17));
    }
}
