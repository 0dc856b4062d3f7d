package dev.pipit.sensors.hts221;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

import dev.pipit.sensors.bus.fake.FakeRegisters;
import dev.pipit.sensors.bus.fake.SimulatedClock;
import dev.pipit.sensors.hts221.Hts221.Rate;

/**
 * The calibration is made up, of the order of real ones: humidity 66/2 % at −3 digits and 151/2 % at −12065; temperature
 * 164/8 °C at 4 digits and 279/8 °C at 646.
 */
class Hts221Test {
    private final FakeRegisters chip = new FakeRegisters().holding(0x0F, 0xBC).holding(0x27, 0x03);

    Hts221Test() {
        int[] calibration = {66, 151, 164, 279 - 256, 0, 0b0100, 0xFD, 0xFF, 0, 0, 0xDF, 0xD0, 4, 0, 0x86, 0x02};
        for (int i = 0; i < calibration.length; i++) {
            chip.holding(0x30 + i, calibration[i]);
        }
    }

    private Hts221 open() throws IOException {
        return new Hts221(chip, Rate.HZ_1, new SimulatedClock());
    }

    private float[] sample(int... bytes) throws IOException {
        chip.burst(0x28, bytes);
        float[] sample = new float[2];
        assertEquals(1, open().read(sample, 0, 2));
        return sample;
    }

    /**
     * By hand, data sheet section 8: 33 + (−5000 + 3) · 42.5 / −12062 = 50.6067 %, 20.5 + (300 − 4) · 14.375 / 642 =
     * 27.12773 °C.
     */
    @Test
    void liesOnTheLineThroughTheTwoPoints() throws IOException {
        float[] sample = sample(0x78, 0xEC, 0x2C, 0x01);
        assertEquals(50.6067f, sample[0], 1e-4f);                // digits of the hand calculation
        assertEquals(27.12773f + 273.15f, sample[1], 4e-5f);     // float there: 3e-5
    }

    /** FC7Ch are −900 digits: 20.5 − 904 · 14.375 / 642 = 0.25857 °C. */
    @Test
    void keepsTheSignOfTheTemperature() throws IOException {
        assertEquals(0.25857f + 273.15f, sample(0x78, 0xEC, 0x7C, 0xFC)[1], 4e-5f);
    }

    /** 8000h: 33 + (−32768 + 3) · 42.5 / −12062 = 148 %; 7FFFh: below 0. */
    @Test
    void limitsHumidityToWhatAirCanHold() throws IOException {
        assertEquals(100, sample(0x00, 0x80, 0, 0)[0]);
        assertEquals(0, sample(0xFF, 0x7F, 0, 0)[0]);
    }

    @Test
    void waitsForBothQuantities() throws IOException {
        var sensor = open();
        for (int state = 0; state < 3; state++) {
            chip.holding(0x27, state);
            assertEquals(0, sensor.read(new float[2], 0, 1));
        }
    }

    /** Section 7: boot, heater off, averages as after power-up, DRDY on, then on with block data update at 1 Hz. */
    @Test
    void setsTheChipUpAtRestAndStartsItLast() throws IOException {
        open();
        assertEquals(List.of("20=00", "21=80", "21=00", "10=1b", "22=04", "20=85"), chip.written());
    }

    @Test
    void refusesAnotherChip() {
        chip.holding(0x0F, 0xB1);
        var e = assertThrows(IOException.class, this::open);
        assertEquals("not an HTS221: WHO_AM_I=0xb1, expected 0xbc", e.getMessage());
    }

    @Test
    void refusesAChipThatIsNotCalibrated() {
        chip.holding(0x3C, 0x86).holding(0x3D, 0x02);
        var e = assertThrows(IOException.class, this::open);
        assertEquals("the HTS221 is not calibrated: both points are at 646 digits", e.getMessage());
    }

    @Test
    void noticesThatTheHeaterIsOn() throws IOException {
        var sensor = open();
        sensor.check();
        chip.holding(0x21, 0x02);
        assertThrows(IOException.class, sensor::check);
    }
}
