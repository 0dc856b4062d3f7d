package dev.pipit.sensors.hmc5883l;

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
import dev.pipit.sensors.hmc5883l.Hmc5883l.Range;
import dev.pipit.sensors.hmc5883l.Hmc5883l.Rate;

class Hmc5883lTest {
    private static final long MEASURING_NANOS = 6_000_000;

    private final SimulatedClock clock = new SimulatedClock();
    private final FakeRegisters chip = new FakeRegisters().holding(0x0A, 'H').holding(0x0B, '4').holding(0x0C, '3')
        .holding(0x09, 1);
    private final float[] xyz = new float[3];

    /** Past the first measurement, which has the gain from before. */
    private Hmc5883l open(Range range) throws IOException {
        chip.burst(0x03, 0x7F, 0xFF, 0x7F, 0xFF, 0x7F, 0xFF);
        var sensor = new Hmc5883l(chip, Rate.HZ_50, range, clock);
        assertEquals(0, measured(sensor));
        return sensor;
    }

    private int measured(Hmc5883l sensor) throws IOException {
        assertEquals(0, sensor.read(xyz, 0, 1));                         // asks the chip to measure
        clock.sleep(MEASURING_NANOS);
        int n = sensor.read(xyz, 0, 1);
        clock.sleep(20_000_000);
        return n;
    }

    /** Data sheet, data output registers: x, z, y, high byte first; 0x0442 = 1090 is 1 gauss at the usual gain. */
    @Test
    void putsTheAxesInTheirOrder() throws IOException {
        var sensor = open(Range.GAUSS_1_3);
        chip.burst(0x03, 0x04, 0x42, 0xFB, 0xBE, 0x00, 0x00);
        assertEquals(1, measured(sensor));
        assertArrayEquals(new float[] {100e-6f, 0, -100e-6f}, xyz, 1e-10f);
    }

    /** Data sheet, gain settings: LSB/gauss, written as bytes. */
    @ParameterizedTest
    @CsvSource({"GAUSS_0_88, 1370", "GAUSS_1_3, 1090", "GAUSS_1_9, 820", "GAUSS_2_5, 660", "GAUSS_4, 440",
        "GAUSS_4_7, 390", "GAUSS_5_6, 330", "GAUSS_8_1, 230"})
    void scalesByTheGain(Range range, int digits) throws IOException {
        var sensor = open(range);
        chip.burst(0x03, digits >> 8, digits & 0xFF, 0, 0, 0, 0);
        measured(sensor);
        assertEquals(100e-6f, xyz[0], 1e-10f);
    }

    /** Data sheet, configuration registers: mean of 8 0x70, ±1.9 gauss 010; single measurement 01. */
    @Test
    void setsTheChipUpAndAsksForOneMeasurementAtATime() throws IOException {
        open(Range.GAUSS_1_9);
        assertEquals(List.of("02=03", "00=70", "01=40", "02=01"), chip.written());
    }

    /** Data sheet, configuration register B: the code is bits 7 to 5. */
    @ParameterizedTest
    @CsvSource({"GAUSS_0_88, 01=00", "GAUSS_1_3, 01=20", "GAUSS_4_7, 01=a0", "GAUSS_8_1, 01=e0"})
    void setsTheGain(Range range, String written) throws IOException {
        open(range);
        assertEquals(written, chip.written().get(2));
    }

    /** Data sheet, modes of operation: 6 ms. */
    @Test
    void leavesTheChipAloneWhileItMeasures() throws IOException {
        var sensor = open(Range.GAUSS_1_3);
        sensor.read(xyz, 0, 1);
        chip.burst(0x03, 0, 0, 0, 0, 0, 0);
        clock.sleep(MEASURING_NANOS - 1);
        assertEquals(0, sensor.read(xyz, 0, 1));
        clock.sleep(1);
        assertEquals(1, sensor.read(xyz, 0, 1));
    }

    /** At 50 Hz, 20 ms after the one before and no sooner. */
    @Test
    void asksAtItsRate() throws IOException {
        var sensor = new Hmc5883l(chip.burst(0x03, 0, 0, 0, 0, 0, 0), Rate.HZ_50, Range.GAUSS_1_3, clock);
        sensor.read(xyz, 0, 1);
        clock.sleep(MEASURING_NANOS);
        sensor.read(xyz, 0, 1);
        clock.sleep(20_000_000 - MEASURING_NANOS - 1);
        sensor.read(xyz, 0, 1);
        assertEquals(4, chip.written().size());
        clock.sleep(1);
        sensor.read(xyz, 0, 1);
        assertEquals("02=01", chip.written().get(4));
    }

    /** Data sheet, data output: −4096 says that the axis was beyond the range. */
    @Test
    void doesNotBelieveWhatIsBeyondTheRange() throws IOException {
        var sensor = open(Range.GAUSS_1_3);
        chip.burst(0x03, 0, 0, 0, 0, 0xF0, 0x00);
        assertEquals(0, measured(sensor));
        assertEquals(1, sensor.overruns());
    }

    @Test
    void waitsForTheChipToBeReady() throws IOException {
        var sensor = open(Range.GAUSS_1_3);
        chip.holding(0x09, 0);
        assertEquals(0, measured(sensor));
    }

    @ParameterizedTest
    @CsvSource({"0x0a, A, 48", "0x0b, B, 34", "0x0c, C, 33"})
    void refusesAnotherChip(int register, String letter, String expected) {
        chip.holding(register, 0xFF);
        var e = assertThrows(IOException.class, () -> new Hmc5883l(chip, Rate.HZ_75, Range.GAUSS_1_3, clock));
        assertEquals("not an HMC5883L: IDENTIFICATION_" + letter + "=0xff, expected 0x" + expected, e.getMessage());
    }

    @Test
    void noticesThatItsSettingsAreGone() throws IOException {
        var sensor = open(Range.GAUSS_1_3);
        sensor.check();
        chip.holding(0x00, 0x10);                                        // as after power-up
        assertThrows(IOException.class, sensor::check);
    }

    @Test
    void restsWhenItIsClosed() throws IOException {
        open(Range.GAUSS_1_3).close();
        assertEquals(List.of("02=03", "closed"), chip.written().subList(4, 6));
    }
}
