package dev.pipit.sensors.lps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

import dev.pipit.sensors.bus.fake.FakeRegisters;
import dev.pipit.sensors.bus.fake.SimulatedClock;
import dev.pipit.sensors.lps.Lps25h.Rate;

class Lps25hTest {
    private final FakeRegisters chip = new FakeRegisters().holding(0x0F, 0xBD).holding(0x27, 0x03).holding(0x22, 0);

    private Lps25h open(Rate rate) throws IOException {
        return new Lps25h(chip, rate, new SimulatedClock());
    }

    private float[] sample(int... bytes) throws IOException {
        chip.burst(0x28, bytes);
        float[] sample = new float[2];
        assertEquals(1, open(Rate.HZ_25).read(sample, 0, 2));
        return sample;
    }

    /** ST, example of the data sheet: 3FF58Dh is 4191629 digits, 1023.35 hPa; 0 is 42.5 °C. */
    @Test
    void givesWhatTheDataSheetGives() throws IOException {
        float[] sample = sample(0x8D, 0xF5, 0x3F, 0x00, 0x00);
        assertEquals(102_335f, sample[0], 0.5f);                 // rounded to 0.01 hPa
        assertEquals(42.5f + 273.15f, sample[1], 3e-5f);         // float there: 3e-5
    }

    /** D4E0h are −11040 digits of 1/480 °C: 23 °C below 42.5 °C. */
    @Test
    void keepsTheSignOfTheTemperature() throws IOException {
        assertEquals(19.5f + 273.15f, sample(0, 0, 0, 0xE0, 0xD4)[1], 3e-5f);
    }

    /** STATUS_REG of this chip: bit 1 pressure, bit 0 temperature. */
    @Test
    void waitsForBothQuantities() throws IOException {
        var sensor = open(Rate.HZ_25);
        for (int state : new int[] {0, 1, 2}) {
            chip.holding(0x27, state);
            assertEquals(0, sensor.read(new float[2], 0, 1));
        }
    }

    /** STATUS_REG bit 5: a pressure was overwritten. */
    @Test
    void countsWhatWasOverwritten() throws IOException {
        chip.holding(0x27, 0x33).burst(0x28, 0, 0, 0, 0, 0);
        var sensor = open(Rate.HZ_25);
        sensor.read(new float[2], 0, 1);
        assertEquals(1, sensor.overruns());
    }

    /** As public drivers do: 25 Hz is C4h, averages 05h; before it a reset, and data-ready on INT1. */
    @Test
    void setsTheChipUpAtRestAndStartsItLast() throws IOException {
        chip.holding(0x21, 0);
        open(Rate.HZ_25);
        assertEquals(List.of("20=00", "21=04", "10=05", "23=01", "20=c4"), chip.written());
    }

    @Test
    void refusesAnotherChip() {
        chip.holding(0x0F, 0xB1);
        var e = assertThrows(IOException.class, () -> open(Rate.HZ_25));
        assertEquals("not an LPS25H: WHO_AM_I=0xb1, expected 0xbd", e.getMessage());
    }
}
