package dev.pipit.sensors.sht;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

import dev.pipit.sensors.bus.fake.SimulatedClock;

class Sht3xTest {
    private static final String FINE = "000081";                 // a status of 0, and its checksum

    private final SimulatedClock clock = new SimulatedClock();
    private final Answers chip = new Answers().then(FINE);

    private float[] sample(String bytes) throws IOException {
        chip.then(bytes);
        float[] sample = new float[2];
        var sensor = new Sht3x(chip, 1, clock);
        assertEquals(0, sensor.read(sample, 0, 1));
        clock.sleep(15_999_999);
        assertEquals(0, sensor.read(sample, 0, 1));
        clock.sleep(1);
        assertEquals(1, sensor.read(sample, 0, 1));
        return sample;
    }

    /** Data sheet, section 4.12: BEh EFh has the checksum 92h. */
    @Test
    void computesTheChecksumOfTheDataSheet() {
        assertEquals(0x92, Words.checksum(new byte[] {(byte) 0xBE, (byte) 0xEF}, 0));
    }

    /** Section 4.13: 6666h is −45 + 175 · 26214 / 65535 = 25 °C, 8000h is 100 · 32768 / 65535 = 50.00076 %. */
    @Test
    void givesWhatTheFormulasGive() throws IOException {
        assertArrayEquals(new float[] {50.00076f, 298.15f}, sample("666693" + "8000a2"), 3e-5f);   // float there: 3e-5
    }

    @Test
    void reachesTheEndsOfTheScale() throws IOException {
        assertArrayEquals(new float[] {100, 228.15f}, sample("000081" + "ffffac"), 3e-5f);
    }

    @Test
    void believesNoWordWithAnotherChecksum() throws IOException {
        chip.then("666693" + "8000a3");
        var sensor = new Sht3x(chip, 1, clock);
        sensor.read(new float[2], 0, 1);
        clock.sleep(20_000_000);
        var e = assertThrows(IOException.class, () -> sensor.read(new float[2], 0, 1));
        assertEquals("not what an SHT3x sends: checksum=0xa3, expected 0xa2", e.getMessage());
    }

    /** Tables 9, 13 to 19: stop, reset, clear the status, read it; then a measurement of high repeatability. */
    @Test
    void setsTheChipUpAndAsksForASample() throws IOException {
        sample("666693" + "8000a2");
        assertEquals(List.of("3093", "30a2", "3041", "f32d", "2400"), chip.told);
    }

    /** Table 18: bit 4 is set by a reset, also one by loss of power. */
    @Test
    void noticesThatItWasWithoutPower() throws IOException {
        var sensor = new Sht3x(chip, 1, clock);
        chip.then(FINE);
        assertDoesNotThrow(sensor::check);
        chip.then("8010e1");
        var e = assertThrows(IOException.class, sensor::check);
        assertEquals("the SHT3x is not as it was set up: it was without power, or is used by others: status=0x8010",
            e.getMessage());
    }

    @Test
    void refusesMoreThanTenSamplesASecond() {
        assertThrows(IllegalArgumentException.class, () -> new Sht3x(chip, 11, clock));
    }
}
