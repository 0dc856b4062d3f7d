package dev.pipit.sensors.own;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Wires;
import dev.pipit.sensors.bus.fake.FakeRegisters;
import dev.pipit.sensors.chip.LiveSensor;

class Tmp117Test {
    // region test
    /** Data sheet SNOSD82D, table 7-1: registers and the temperatures that they mean. */
    @ParameterizedTest
    @CsvSource({"0x0C, 0x80, 25", "0x32, 0x00, 100", "0xF3, 0x80, -25", "0xFF, 0xF0, -0.125"})
    void givesWhatTheDataSheetGives(String high, String low, float celsius) throws IOException {
        FakeRegisters chip = new FakeRegisters().burst(0x0F, 0x01, 0x17)
            .burst(0x01, 0x22, 0x20)                             // a sample is ready
            .burst(0x00, Integer.decode(high), Integer.decode(low));
        float[] kelvin = new float[1];
        assertEquals(1, new Tmp117(chip).read(kelvin, 0, 1));
        assertEquals(celsius + 273.15f, kelvin[0], 3e-5f);       // float at 373: 3e-5
    }

    @Test
    void refusesAnotherChip() {
        FakeRegisters chip = new FakeRegisters().burst(0x0F, 0x01, 0x16);
        var e = assertThrows(IOException.class, () -> new Tmp117(chip));
        assertEquals("not a TMP117: Device_ID=0x0116, expected 0x0117", e.getMessage());
    }
    // end region

    @Test
    void givesNothingBeforeASampleIsReady() throws IOException {
        FakeRegisters chip = new FakeRegisters().burst(0x0F, 0x01, 0x17).burst(0x01, 0x02, 0x20);
        assertEquals(0, new Tmp117(chip).read(new float[1], 0, 1));
    }

    @Test
    void noticesThatItsSettingsAreGone() throws IOException {
        FakeRegisters chip = new FakeRegisters().burst(0x0F, 0x01, 0x17).burst(0x01, 0x22, 0x20).burst(0x01, 0x06, 0x20);
        Tmp117 sensor = new Tmp117(chip);
        sensor.check();
        assertThrows(IOException.class, sensor::check);
    }

    @Test
    void takesUnderEightyLines() throws IOException {
        Path file = Path.of("src/test/java/dev/pipit/sensors/own/Tmp117.java");
        assertTrue(Files.readAllLines(file).size() < 80 + 5, "with package and marks");
    }

    // region live
    /** A source for a pipeline: it knows its times, and opens the chip again after a fault. */
    static LiveSensor live(Wires wires) throws IOException {
        return LiveSensor.open(() -> new Tmp117(wires), 0, Clock.SYSTEM);
    }
    // end region

    @Test
    void isASourceForAPipeline() throws IOException {
        FakeRegisters chip = new FakeRegisters().burst(0x0F, 0x01, 0x17).burst(0x01, 0x22, 0x20).burst(0x01, 0x22, 0x20)
            .burst(0x00, 0x0C, 0x80);
        try (LiveSensor sensor = live(chip)) {
            assertEquals(1, sensor.read(new float[1], 0, 1));
        }
    }
}
