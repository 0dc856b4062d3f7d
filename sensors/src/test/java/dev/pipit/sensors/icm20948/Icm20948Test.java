package dev.pipit.sensors.icm20948;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.sensors.bus.RegisterForm;
import dev.pipit.sensors.bus.fake.FakeRegisters;
import dev.pipit.sensors.bus.fake.SimulatedBus;
import dev.pipit.sensors.bus.fake.SimulatedClock;
import dev.pipit.sensors.bus.fake.World;
import dev.pipit.sensors.icm20948.Icm20948.Range;
import dev.pipit.sensors.icm20948.Icm20948.Rate;
import dev.pipit.sensors.icm20948.Icm20948.Settings;
import dev.pipit.sensors.icm20948.Icm20948.Turn;
import dev.pipit.sensors.simulated.SimulatedChips;

class Icm20948Test {
    /** The banks fall together here: register 0x00 is WHO_AM_I, and later what was written to GYRO_SMPLRT_DIV. */
    private final FakeRegisters chip = new FakeRegisters().holding(0x00, 0xEA).holding(0x1B, 0);
    private final SimulatedClock clock = new SimulatedClock();
    private final float[] samples = new float[6 * 43];

    private Icm20948 open(Range range, Turn turn) throws IOException {
        return new Icm20948(chip, new Settings(Rate.HZ_102, range, turn), clock);
    }

    private FakeRegisters level(int bytes) {
        return chip.holding(0x70, bytes >> 8).holding(0x71, bytes & 0xFF);
    }

    /** Data sheet, sensitivities: 20h 00h at ±4 g is 1 g, FFh 7Dh = −131 at ±250 °/s is −1 °/s; high byte first. */
    @Test
    void givesWhatTheDataSheetGives() throws IOException {
        level(12).burst(0x72, 0x20, 0x00, 0xE0, 0x00, 0x10, 0x00, 0xFF, 0x7D, 0x00, 0x83, 0, 0);
        assertEquals(1, open(Range.G_4, Turn.DPS_250).read(samples, 0, 42));
        float[] expected = {9.80665f, -9.80665f, 4.903325f, -0.0174533f, 0.0174533f, 0};
        assertArrayEquals(expected, Arrays.copyOf(samples, 6), 1e-6f);
    }

    /** Data sheet, sensitivities: 2048 digits = 0800h are 1/8 to 1 g; 1640 = 0668h are 12.519 to 100 °/s. */
    @ParameterizedTest
    @CsvSource({"G_2, 0.125, 21, DPS_250, 12.519084, 21", "G_4, 0.25, 23, DPS_500, 25.038168, 23",
        "G_8, 0.5, 25, DPS_1000, 50, 25", "G_16, 1, 27, DPS_2000, 100, 27"})
    void scalesByTheSensitivityOfTheRange(Range range, float gravities, String code, Turn turn, double dps, String gyro)
            throws IOException {
        level(12).burst(0x72, 0x08, 0x00, 0, 0, 0, 0, 0x06, 0x68, 0, 0, 0, 0);
        open(range, turn).read(samples, 0, 42);
        assertEquals(gravities * 9.80665f, samples[0], 1e-6f);
        assertEquals(dps * Math.PI / 180, samples[3], 1e-6);
        assertEquals("01=" + gyro, chip.written().get(8));
        assertEquals("14=" + code, chip.written().get(11));
    }

    /** Data sheet, register descriptions: 1125 Hz / 11 is divider 10 in bank 2, filter 4 is 23.9 Hz for both. */
    @Test
    void setsTheChipUpInItsBanksAndOpensTheFifoLast() throws IOException {
        open(Range.G_4, Turn.DPS_2000);
        assertEquals(List.of("7f=00", "06=80", "06=01", "05=00", "07=00", "03=00", "7f=20", "00=0a", "01=27", "10=00",
            "11=0a", "14=23", "7f=00", "11=01", "12=1f", "69=00", "67=00", "68=1f", "68=1e", "03=40", "67=1e"),
            chip.written());
        assertEquals(200_000_000, clock.nanoTime());
    }

    /** Data sheet, INT_STATUS_2: any of bits 4 to 0 is an overflow. No byte of that batch can be believed. */
    @Test
    void emptiesTheFifoAfterAnOverflow() throws IOException {
        var sensor = open(Range.G_4, Turn.DPS_250);
        level(24).burst(0x72, new int[24]).holding(0x1B, 0x01);
        assertEquals(0, sensor.read(samples, 0, 42));
        assertEquals(1, sensor.overruns());
        assertEquals(List.of("67=00", "68=1f", "68=1e", "03=40", "67=1e"), chip.written().subList(21, 26));
    }

    @Test
    void readsNothingFromAFullFifo() throws IOException {
        var sensor = open(Range.G_4, Turn.DPS_250);
        level(512);
        assertEquals(0, sensor.read(samples, 0, 42));
        assertEquals(1, sensor.overruns());
    }

    @Test
    void leavesTheBytesOfASampleThatIsNotWhole() throws IOException {
        level(23).burst(0x72, new int[12]);
        assertEquals(1, open(Range.G_4, Turn.DPS_250).read(samples, 0, 42));
    }

    @Test
    void findsAChipThatWasLeftInAnotherBank() throws IOException {
        var bus = SimulatedBus.i2c("i2c-1").plug(0x69, SimulatedChips.make("icm20948", World.still(), clock, 0));
        bus.wires(0x69).registers(RegisterForm.PLAIN).write(0x7F, 0x20);
        new Icm20948(bus.wires(0x69), new Settings(Rate.HZ_102, Range.G_4, Turn.DPS_250), clock).check();
    }

    @Test
    void refusesAnotherChip() {
        chip.holding(0x00, 0xE1);
        var e = assertThrows(IOException.class, () -> open(Range.G_4, Turn.DPS_250));
        assertEquals("not an ICM-20948: WHO_AM_I=0xe1, expected 0xea", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0, 0x06, 0x41", "0, 0x67, 0", "2, 0x01, 0x01", "2, 0x11, 0", "2, 0x14, 0x01"})
    void noticesThatItsSettingsAreGone(int bank, String register, String value) throws IOException {
        var bus = SimulatedBus.i2c("i2c-1").plug(0x69, SimulatedChips.make("icm20948", World.still(), clock, 0));
        var sensor = new Icm20948(bus.wires(0x69), new Settings(Rate.HZ_102, Range.G_4, Turn.DPS_250), clock);
        sensor.check();
        var other = bus.wires(0x69).registers(RegisterForm.PLAIN);
        other.write(0x7F, bank << 4);
        other.write(Integer.decode(register), Integer.decode(value));
        other.write(0x7F, 0);
        assertThrows(IOException.class, sensor::check);
    }

    @Test
    void sleepsWhenItIsClosed() throws IOException {
        open(Range.G_4, Turn.DPS_250).close();
        assertEquals(List.of("7f=00", "06=41", "closed"), chip.written().subList(21, 24));
    }
}
