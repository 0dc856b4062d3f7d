package dev.pipit.sensors.bmp3xx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

import dev.pipit.sensors.bmp3xx.Bmp3xx.Model;
import dev.pipit.sensors.bmp3xx.Bmp3xx.Rate;
import dev.pipit.sensors.bus.fake.FakeRegisters;
import dev.pipit.sensors.bus.fake.SimulatedClock;

/**
 * The coefficients are made up, of the order of real ones: T1 27772 T2 18981 T3 −10, P1 −100 P2 −200 P3 35 P4 0 P5 24000
 * P6 30000 P7 3 P8 −6 P9 16000 P10 5 P11 −60. With raw temperature 8400000 and pressure 6400000 the formulas of data
 * sheet BST-BMP388-DS001, appendix 9, give 22.75124 °C and 99505.888 Pa (computed apart from the driver).
 */
class Bmp3xxTest {
    private final FakeRegisters chip = new FakeRegisters().holding(0x00, 0x50).holding(0x02, 0).holding(0x03, 0x10);

    Bmp3xxTest() {
        int[] coefficients = {0x7C, 0x6C, 0x25, 0x4A, 0xF6, 0x9C, 0xFF, 0x38, 0xFF, 0x23, 0x00, 0xC0, 0x5D, 0x30, 0x75,
            0x03, 0xFA, 0x80, 0x3E, 0x05, 0xC4};
        for (int i = 0; i < coefficients.length; i++) {
            chip.holding(0x31 + i, coefficients[i]);
        }
    }

    private Bmp3xx open(Rate rate) throws IOException {
        return new Bmp3xx(chip, Model.BMP388, rate, new SimulatedClock());
    }

    /** 8400000 = 802C80h, 6400000 = 61A800h, lowest byte first, temperature before pressure. */
    @Test
    void givesWhatTheFormulasGive() throws IOException {
        chip.burst(0x11, 0x01, 7, 0).burst(0x14, 0x94, 0x80, 0x2C, 0x80, 0x00, 0xA8, 0x61);
        float[] sample = new float[2];
        assertEquals(1, open(Rate.HZ_25).read(sample, 0, 74));
        assertEquals(99_505.888, sample[0], 0.01f);             // float there: 0.008
        assertEquals(22.75124f + 273.15f, sample[1], 3e-5f);     // float there: 3e-5
    }

    /** Section 3.6.2: 48h config change and A0h time are frames without a sample; the last frame is not complete. */
    @Test
    void skipsFramesWithoutASample() throws IOException {
        chip.burst(0x11, 0x00, 16, 0).burst(0x14, 0x48, 0x01, 0xA0, 1, 2, 3, 0x94, 0x80, 0x2C, 0x80, 0x00, 0xA8, 0x61,
            0x94, 0x80, 0x2C);
        assertEquals(1, open(Rate.HZ_25).read(new float[8], 0, 4));
    }

    @Test
    void readsNoMoreThanIsWanted() throws IOException {
        chip.burst(0x11, 0x00, 0xFF, 0x01).burst(0x14, 0x94, 0x80, 0x2C, 0x80, 0x00, 0xA8, 0x61);
        assertEquals(1, open(Rate.HZ_25).read(new float[2], 0, 1));
    }

    @Test
    void countsAFullFifo() throws IOException {
        chip.burst(0x11, 0x02, 0, 0).burst(0x11, 0x00, 0, 0);
        var sensor = open(Rate.HZ_25);
        assertEquals(0, sensor.read(new float[2], 0, 1));
        assertEquals(1, sensor.overruns());
        sensor.read(new float[2], 0, 1);
        assertEquals(1, sensor.overruns());
    }

    /** 73 frames of 7 bytes are 511: what came after them pushed others out, whatever the flag says. */
    @Test
    void takesAFifoWithoutRoomForOneThatLostSomething() throws IOException {
        chip.burst(0x11, 0x00, 0xFF, 0x01).burst(0x14, 0x94, 0x80, 0x2C, 0x80, 0x00, 0xA8, 0x61);
        var sensor = open(Rate.HZ_25);
        sensor.read(new float[2], 0, 1);
        assertEquals(1, sensor.overruns());
    }

    @Test
    void believesNoFrameWithAnotherHeader() throws IOException {
        chip.burst(0x11, 0x00, 7, 0).burst(0x14, 0x2C, 0x80, 0x00, 0xA8, 0x61, 0x94, 0x80);
        var sensor = open(Rate.HZ_25);
        var e = assertThrows(IOException.class, () -> sensor.read(new float[2], 0, 1));
        assertEquals("the FIFO of the BMP388 is out of step: header=0x2c", e.getMessage());
    }

    /**
     * Section 4: reset B6, watermark 12 frames of 7 bytes, FIFO of both without time, no subsampling, watermark on INT
     * latched and high, pressure 8 times, 50 Hz code 2, FIFO flushed, then normal mode.
     */
    @Test
    void setsTheChipUpAsleepAndStartsItLast() throws IOException {
        open(Rate.HZ_50);
        assertEquals(List.of("7e=b6", "15=54", "16=00", "17=19", "18=00", "19=0e", "1a=00", "1c=03", "1d=02", "7e=b0",
            "1b=33"), chip.written());
    }

    @Test
    void reportsWhatTheChipSaysOfItsSettings() {
        chip.holding(0x02, 0x04);
        var e = assertThrows(IOException.class, () -> open(Rate.HZ_25));
        assertEquals("the BMP388 reports an error: ERR_REG=0x04", e.getMessage());
    }

    @Test
    void refusesAnotherChip() {
        chip.holding(0x00, 0x60);
        var e = assertThrows(IOException.class, () -> open(Rate.HZ_25));
        assertEquals("not a BMP388: CHIP_ID=0x60, expected 0x50", e.getMessage());
    }

    @Test
    void noticesThatItsSettingsAreGone() throws IOException {
        var sensor = open(Rate.HZ_25);
        sensor.check();
        chip.holding(0x1B, 0);                                   // as after power-up
        assertThrows(IOException.class, sensor::check);
    }
}
