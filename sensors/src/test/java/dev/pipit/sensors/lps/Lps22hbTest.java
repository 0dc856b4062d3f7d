package dev.pipit.sensors.lps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

import dev.pipit.sensors.bus.fake.FakeRegisters;
import dev.pipit.sensors.bus.fake.SimulatedClock;
import dev.pipit.sensors.lps.Lps22hb.Rate;

class Lps22hbTest {
    private final FakeRegisters chip = new FakeRegisters().holding(0x0F, 0xB1);

    private Lps22hb open(Rate rate) throws IOException {
        return new Lps22hb(chip, rate, new SimulatedClock());
    }

    /** ST, example of the data sheet: 3FF58Dh is 4191629 digits, 1023.35 hPa. 092Ah is 2346 digits of 0.01 °C. */
    @Test
    void givesWhatTheDataSheetGives() throws IOException {
        chip.holding(0x26, 1).burst(0x28, 0x8D, 0xF5, 0x3F, 0x2A, 0x09);
        float[] sample = new float[2];
        assertEquals(1, open(Rate.HZ_25).read(sample, 0, 33));
        assertEquals(102_335f, sample[0], 0.5f);                 // rounded to 0.01 hPa
        assertEquals(4_191_629 / 40.96f, sample[0], 0.01f);      // float there: 0.008
        assertEquals(23.46f + 273.15f, sample[1], 3e-5f);        // float there: 3e-5
    }

    /** Two's complement: FF38h are −200 digits of 0.01 °C; FFFFF0h are −16 of 1/4096 hPa. */
    @Test
    void keepsTheSigns() throws IOException {
        chip.holding(0x26, 1).burst(0x28, 0xF0, 0xFF, 0xFF, 0x38, 0xFF);
        float[] sample = new float[2];
        open(Rate.HZ_25).read(sample, 0, 33);
        assertArrayEquals(new float[] {-16 / 40.96f, 271.15f}, sample, 3e-5f);
    }

    /** Registers of section 9: reset, low noise, bypass, FIFO and counting on, watermark on INT, stream of 12, 50 Hz. */
    @Test
    void setsTheChipUpAtRestAndStartsItLast() throws IOException {
        open(Rate.HZ_50);
        assertEquals(List.of("10=00", "11=04", "1a=00", "14=00", "11=50", "12=10", "14=4c", "10=40"), chip.written());
    }

    /** Section 5: FIFO_STATUS counts to 32; bit 6 says that one was overwritten. */
    @Test
    void readsAllSamplesOfAFullFifoAndCountsTheOverrun() throws IOException {
        chip.holding(0x26, 0xC0 | 32);
        for (int i = 0; i < 32; i++) {
            chip.burst(0x28, 0, 0, 0, 0, 0);
        }
        var sensor = open(Rate.HZ_25);
        assertEquals(32, sensor.read(new float[66], 0, 33));
        assertEquals(1, sensor.overruns());
    }

    @Test
    void refusesAnotherChip() {
        chip.holding(0x0F, 0xBD);
        var e = assertThrows(IOException.class, () -> open(Rate.HZ_25));
        assertEquals("not an LPS22HB: WHO_AM_I=0xbd, expected 0xb1", e.getMessage());
    }

    @Test
    void noticesThatItsSettingsAreGone() throws IOException {
        var sensor = open(Rate.HZ_25);
        chip.holding(0x13, 0);                                   // reserved, between those that are compared
        sensor.check();
        chip.holding(0x14, 0);                                   // as after power-up
        assertThrows(IOException.class, sensor::check);
    }

    @Test
    void restsWhenItIsClosed() throws IOException {
        open(Rate.HZ_25).close();
        assertEquals(List.of("10=00", "closed"), chip.written().subList(8, 10));
    }
}
