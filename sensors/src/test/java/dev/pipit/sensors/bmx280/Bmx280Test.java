package dev.pipit.sensors.bmx280;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

import dev.pipit.sensors.bmx280.Bmx280.Model;
import dev.pipit.sensors.bmx280.Bmx280.Oversampling;
import dev.pipit.sensors.bus.fake.FakeRegisters;
import dev.pipit.sensors.bus.fake.SimulatedClock;

/** Coefficients and raw numbers are those of the example of data sheet BST-BMP280-DS001, section 3.12. */
class Bmx280Test {
    private final SimulatedClock clock = new SimulatedClock();
    private final FakeRegisters chip = new FakeRegisters().holding(0xD0, 0x58).holding(0xF3, 0).holding(0xF2, 0);

    Bmx280Test() {
        int[] coefficients = {27504, 26435, -1000, 36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000, 0};
        for (int i = 0; i < coefficients.length; i++) {
            chip.holding(0x88 + 2 * i, coefficients[i] & 0xFF);
            chip.holding(0x89 + 2 * i, coefficients[i] >> 8 & 0xFF);
        }
        data(0x65, 0x5A, 0xC0, 0x7E, 0xED, 0x00, 0, 0);         // pressure 415148, temperature 519888
    }

    private void data(int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            chip.holding(0xF7 + i, bytes[i]);
        }
    }

    /** H1, H2, H3, then E4 to E7 as they are. */
    private void humidity(int h1, int h2, int h3, int... packed) {
        chip.holding(0xD0, 0x60).holding(0xA1, h1).holding(0xE1, h2 & 0xFF).holding(0xE2, h2 >> 8).holding(0xE3, h3);
        for (int i = 0; i < packed.length; i++) {
            chip.holding(0xE4 + i, packed[i]);
        }
    }

    private Bmx280 open(Model model) throws IOException {
        return new Bmx280(chip, model, Oversampling.TIMES_4, 10, clock);
    }

    private float[] sample(Model model) throws IOException {
        float[] sample = new float[model == Model.BME280 ? 3 : 2];
        var sensor = open(model);
        assertEquals(0, sensor.read(sample, 0, 1));              // starts it
        clock.sleep(25_000_000);
        assertEquals(1, sensor.read(sample, 0, 1));
        return sample;
    }

    /** The data sheet prints 25.08 °C and 100653.27 Pa. */
    @Test
    void givesWhatTheDataSheetGives() throws IOException {
        float[] sample = sample(Model.BMP280);
        assertEquals(100_653.27f, sample[0], 0.02f);             // its last digit, and float there: 0.008
        assertEquals(25.08f + 273.15f, sample[1], 0.005f);       // rounded to 0.01
    }

    /**
     * By hand: fine temperature 128422, so a = 51622; x = 100 − (64 · −1 + −2 / 16384 · 51622) = 170.30151; H1, H3 and
     * H6 are 0, so the result is x · 16384 / 65536.
     */
    @Test
    void keepsTheSignsOfTheTwoCoefficientsThatShareAByte() throws IOException {
        humidity(0, 16384, 0, 0xFF, 0xEF, 0xFF, 0);              // H4 = FF|F = −1, H5 = FF|E = −2
        data(0x65, 0x5A, 0xC0, 0x7E, 0xED, 0x00, 0x00, 0x64);
        assertEquals(42.57538f, sample(Model.BME280)[2], 1e-4f); // float there: 4e-6
    }

    /**
     * Data sheet BST-BME280-DS002, formula in integers of 32 bits, with H1 75, H2 362, H3 0, H4 324, H5 50, H6 30, raw
     * 30000: 52306 / 1024 %.
     */
    @Test
    void agreesWithTheFormulaInIntegers() throws IOException {
        humidity(75, 362, 0, 0x14, 0x24, 0x03, 30);
        data(0x65, 0x5A, 0xC0, 0x7E, 0xED, 0x00, 0x75, 0x30);
        assertEquals(52_306 / 1_024f, sample(Model.BME280)[2], 0.01f);   // what the integers round away: 0.003
    }

    /** Registers of section 4: reset B6, humidity once, stand-by code 5, temperature once, pressure 4 times, asleep. */
    @Test
    void setsTheChipUpAndAsksForEachSample() throws IOException {
        humidity(75, 362, 0, 0x14, 0x24, 0x03, 30);
        sample(Model.BME280);
        assertEquals(List.of("e0=b6", "f2=01", "f5=a0", "f4=2c", "f4=2d"), chip.written());
    }

    /** Section 9.1 of the BME280's sheet: 1.25 + 2.3 + (4 · 2.3 + 0.575) + (2.3 + 0.575) ms. */
    @Test
    void waitsUntilTheSampleIsDone() throws IOException {
        humidity(75, 362, 0, 0x14, 0x24, 0x03, 30);
        var sensor = open(Model.BME280);
        float[] sample = new float[3];
        sensor.read(sample, 0, 1);
        clock.sleep(16_199_999);
        assertEquals(0, sensor.read(sample, 0, 1));
        chip.holding(0xF3, 0x08);                                // still measuring
        clock.sleep(1);
        assertEquals(0, sensor.read(sample, 0, 1));
        chip.holding(0xF3, 0);
        assertEquals(1, sensor.read(sample, 0, 1));
        assertEquals(0, sensor.read(sample, 0, 1));              // the next is not due
    }

    @Test
    void limitsHumidityToWhatAirCanHold() throws IOException {
        humidity(0, 16384, 0, 0xFF, 0xEF, 0xFF, 0);
        data(0x65, 0x5A, 0xC0, 0x7E, 0xED, 0x00, 0xFF, 0xFF);
        assertArrayEquals(new float[] {100}, new float[] {sample(Model.BME280)[2]});
    }

    @Test
    void saysThatABme280IsABmp280() {
        var e = assertThrows(IOException.class, () -> open(Model.BME280));
        assertEquals("not a BME280: ID=0x58, expected 0x60; it is a BMP280, which does not measure humidity",
            e.getMessage());
    }

    @Test
    void refusesAnotherChip() {
        chip.holding(0xD0, 0x50);
        var e = assertThrows(IOException.class, () -> open(Model.BMP280));
        assertEquals("not a BMP280: ID=0x50, expected 0x58", e.getMessage());
    }

    @Test
    void refusesAChipWithoutCoefficients() {
        chip.holding(0x88, 0).holding(0x89, 0);
        assertThrows(IOException.class, () -> open(Model.BMP280));
    }

    @Test
    void refusesARateThatTheChipCannotKeepUpWith() {
        assertThrows(IllegalArgumentException.class,
            () -> new Bmx280(chip, Model.BMP280, Oversampling.TIMES_16, 20, clock));
    }

    @Test
    void noticesThatItsSettingsAreGone() throws IOException {
        var sensor = open(Model.BMP280);
        sensor.check();
        chip.holding(0xF5, 0);                                   // as after power-up
        assertThrows(IOException.class, sensor::check);
    }
}
