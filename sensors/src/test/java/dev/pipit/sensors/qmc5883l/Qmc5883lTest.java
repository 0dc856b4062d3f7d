package dev.pipit.sensors.qmc5883l;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.sensors.bus.fake.FakeRegisters;
import dev.pipit.sensors.bus.fake.SimulatedBus;
import dev.pipit.sensors.bus.fake.SimulatedClock;
import dev.pipit.sensors.bus.fake.World;
import dev.pipit.sensors.chip.Choice;
import dev.pipit.sensors.qmc5883l.Qmc5883l.Range;
import dev.pipit.sensors.qmc5883l.Qmc5883l.Rate;
import dev.pipit.sensors.simulated.SimulatedChips;

class Qmc5883lTest {
    private final SimulatedClock clock = new SimulatedClock();
    private final FakeRegisters chip = new FakeRegisters().holding(0x06, 0);

    private Qmc5883l open(Range range) throws IOException {
        return new Qmc5883l(chip, Rate.HZ_100, range, clock);
    }

    /** Data sheet, 3000 LSB/gauss at ±8 gauss, 12 000 at ±2: 0x0BB8 = 3000, 0xF448 = −3000. */
    @ParameterizedTest
    @CsvSource({"GAUSS_8, 100e-6", "GAUSS_2, 25e-6"})
    void scalesByTheSensitivityOfTheRange(Range range, float tesla) throws IOException {
        chip.holding(0x06, 1).burst(0x00, 0xB8, 0x0B, 0x00, 0x00, 0x48, 0xF4);
        float[] xyz = new float[3];
        assertEquals(1, open(range).read(xyz, 0, 1));
        assertArrayEquals(new float[] {tesla, 0, -tesla}, xyz, 1e-10f);
    }

    /** Data sheet, control register 1: oversampling 512 00, ±8 gauss 01, 200 Hz 11, continuous 01; period 1. */
    @Test
    void setsTheChipUpAfterAResetAndStartsItLast() throws IOException {
        new Qmc5883l(chip, Rate.HZ_200, Range.GAUSS_8, clock);
        assertEquals(List.of("0a=80", "0a=00", "0b=01", "09=1d"), chip.written());
        assertEquals(1_000_000, clock.nanoTime());
    }

    @ParameterizedTest
    @CsvSource({"HZ_10, 09=01", "HZ_50, 09=05", "HZ_100, 09=09", "HZ_200, 09=0d"})
    void setsTheRate(Rate rate, String written) throws IOException {
        new Qmc5883l(chip, rate, Range.GAUSS_2, clock);
        assertEquals(written, chip.written().get(3));
    }

    /** An HMC5883L has its status register, which takes no value, where this chip has its first control register. */
    @Test
    void refusesAChipThatDoesNotTakeItsSettings() {
        var bus = SimulatedBus.i2c("i2c-1").plug(0x0D, SimulatedChips.make("hmc5883l", World.still(), clock, 0));
        var e = assertThrows(IOException.class,
            () -> Qmc5883l.TYPE.opener().open(bus.wires(0x0D), Choice.STANDARD, clock));
        assertEquals("not a QMC5883L: CONTROL_1=0x00, expected 0x09", e.getMessage());
    }

    @Test
    void givesNothingTwice() throws IOException {
        assertEquals(0, open(Range.GAUSS_2).read(new float[3], 0, 1));
    }

    /** Data sheet, status register: bit 1 OVL, an axis is beyond the range. */
    @Test
    void doesNotBelieveWhatIsBeyondTheRange() throws IOException {
        chip.holding(0x06, 0b011).burst(0x00, 0xFF, 0x7F, 0, 0, 0, 0).burst(0x00, 1, 0, 0, 0, 0, 0);
        var sensor = open(Range.GAUSS_2);
        assertEquals(0, sensor.read(new float[3], 0, 1));
        assertEquals(1, sensor.overruns());
        chip.holding(0x06, 0b001);
        assertEquals(1, sensor.read(new float[3], 0, 1));
    }

    /** Data sheet, status register: bit 2 DOR, a sample was skipped before this one. */
    @Test
    void countsASampleThatWasSkipped() throws IOException {
        chip.holding(0x06, 0b101).burst(0x00, 0, 0, 0, 0, 0, 0);
        var sensor = open(Range.GAUSS_2);
        assertEquals(1, sensor.read(new float[3], 0, 1));
        assertEquals(1, sensor.overruns());
    }

    @Test
    void noticesThatItsSettingsAreGone() throws IOException {
        var sensor = open(Range.GAUSS_2);
        sensor.check();
        chip.holding(0x09, 0x00);                                        // as after power-up
        assertThrows(IOException.class, sensor::check);
    }

    @Test
    void restsWhenItIsClosed() throws IOException {
        open(Range.GAUSS_2).close();
        assertEquals(List.of("09=00", "closed"), chip.written().subList(4, 6));
    }
}
