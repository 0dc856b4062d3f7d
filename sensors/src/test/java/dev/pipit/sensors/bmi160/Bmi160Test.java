package dev.pipit.sensors.bmi160;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.sensors.bmi160.Bmi160.Range;
import dev.pipit.sensors.bmi160.Bmi160.Rate;
import dev.pipit.sensors.bmi160.Bmi160.Turn;
import dev.pipit.sensors.bus.fake.FakeRegisters;
import dev.pipit.sensors.bus.fake.SimulatedClock;

class Bmi160Test {
    private final FakeRegisters chip = new FakeRegisters().holding(0x00, 0xD1).holding(0x7F, 0).holding(0x03, 0x14);
    private final SimulatedClock clock = new SimulatedClock();
    private final float[] samples = new float[6 * 79];

    private Bmi160 open(Range range, Turn turn) throws IOException {
        return new Bmi160(chip, Rate.HZ_100, range, turn, clock);
    }

    private FakeRegisters fifo(int... bytes) {
        return chip.holding(0x22, bytes.length & 0xFF).holding(0x23, bytes.length >> 8).burst(0x24, bytes);
    }

    /** Data sheet, sensitivities: 00h 40h at ±2 g is 1 g; 83h 00h at ±250 °/s is 131 / 131.2 °/s; gyroscope first. */
    @Test
    void givesWhatTheDataSheetGives() throws IOException {
        fifo(0x8C, 0x83, 0x00, 0x7D, 0xFF, 0, 0, 0x00, 0x40, 0x00, 0xC0, 0x00, 0x20);
        assertEquals(1, open(Range.G_2, Turn.DPS_250).read(samples, 0, 78));
        float dps = 131 / 131.2f;
        float turn = (float) Math.toRadians(dps);
        float[] expected = {9.80665f, -9.80665f, 4.903325f, turn, -turn, 0};
        assertArrayEquals(expected, Arrays.copyOf(samples, 6), 1e-6f);
    }

    /** Data sheet, sensitivities: 2048 digits = 0800h are 1/8 to 1 g; 1640 = 0668h are 6.25 to 100 °/s. */
    @ParameterizedTest
    @CsvSource({"G_2, 0.125, 03, DPS_125, 6.25, 04", "G_4, 0.25, 05, DPS_250, 12.5, 03", "G_8, 0.5, 08, DPS_500, 25, 02",
        "G_16, 1, 0c, DPS_1000, 50, 01", "G_16, 1, 0c, DPS_2000, 100, 00"})
    void scalesByTheSensitivityOfTheRange(Range range, float gravities, String code, Turn turn, double dps, String gyro)
            throws IOException {
        fifo(0x8C, 0x68, 0x06, 0, 0, 0, 0, 0x00, 0x08, 0, 0, 0, 0);
        open(range, turn).read(samples, 0, 78);
        assertEquals(gravities * 9.80665f, samples[0], 1e-6f);
        assertEquals(dps * Math.PI / 180, samples[3], 1e-6);
        assertEquals("41=" + code, chip.written().get(4));
        assertEquals("43=" + gyro, chip.written().get(6));
    }

    /** Data sheet, register descriptions and commands: reset, both normal with their pauses, 100 Hz 8, header, flush. */
    @Test
    void setsTheChipUpWithItsPauses() throws IOException {
        open(Range.G_4, Turn.DPS_2000);
        assertEquals(List.of("7e=b6", "7e=11", "7e=15", "40=28", "41=05", "42=28", "43=00", "47=d0", "53=0a", "51=10",
            "56=80", "7e=b0"), chip.written());
        assertEquals(102_000_000, clock.nanoTime());
    }

    /** Data sheet, FIFO frames: 40h counts frames that were lost, 44h is a time, 48h a change of settings. */
    @Test
    void countsWhatTheChipLostAndSkipsWhatIsNoSample() throws IOException {
        fifo(0x40, 7, 0x44, 1, 2, 3, 0x48, 1, 0x84, 9, 9, 9, 9, 9, 9, 0x88, 9, 9, 9, 9, 9, 9,
            0x8F, 0, 0, 0, 0, 0, 0, 0x00, 0x40, 0, 0, 0, 0, 0x80);
        var sensor = open(Range.G_2, Turn.DPS_250);
        assertEquals(1, sensor.read(samples, 0, 78));
        assertEquals(9.80665f, samples[0], 1e-6f);
        assertEquals(7, sensor.overruns());
    }

    /** Data sheet, FIFO: a frame that was read in part comes again. */
    @Test
    void leavesAFrameThatIsNotWhole() throws IOException {
        fifo(0x40, 1, 0x8C, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertEquals(0, open(Range.G_2, Turn.DPS_250).read(samples, 0, 1));
    }

    @Test
    void beginsAnewAfterAFrameThatThereIsNot() throws IOException {
        fifo(0x8C, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x00, 0x8C);
        var sensor = open(Range.G_2, Turn.DPS_250);
        assertEquals(1, sensor.read(samples, 0, 78));
        assertEquals(1, sensor.overruns());
        assertEquals("7e=b0", chip.written().get(12));
    }

    @Test
    void givesNothingWhileTheFifoIsEmpty() throws IOException {
        fifo();
        assertEquals(0, open(Range.G_2, Turn.DPS_250).read(samples, 0, 78));
    }

    @Test
    void refusesAnotherChip() {
        chip.holding(0x00, 0x24);
        var e = assertThrows(IOException.class, () -> open(Range.G_2, Turn.DPS_250));
        assertEquals("not a BMI160: CHIP_ID=0x24, expected 0xd1", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0x41, 0x03", "0x47, 0x10", "0x03, 0x00"})
    void noticesThatItsSettingsAreGone(String register, String value) throws IOException {
        var sensor = open(Range.G_4, Turn.DPS_250);
        sensor.check();
        chip.holding(Integer.decode(register), Integer.decode(value));
        assertThrows(IOException.class, sensor::check);
    }

    @Test
    void isSuspendedWhenItIsClosed() throws IOException {
        open(Range.G_2, Turn.DPS_250).close();
        assertEquals(List.of("7e=b6", "closed"), chip.written().subList(12, 14));
    }
}
