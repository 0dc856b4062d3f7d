package dev.pipit.sensors.sht;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

import dev.pipit.sensors.bus.fake.SimulatedClock;

class Sht4xTest {
    private final SimulatedClock clock = new SimulatedClock();
    private final Answers chip = new Answers();

    private float[] sample(String bytes) throws IOException {
        chip.then("666693" + "8000a2").then(bytes);              // a serial number
        float[] sample = new float[2];
        var sensor = new Sht4x(chip, 1, clock);
        assertEquals(0, sensor.read(sample, 0, 1));
        clock.sleep(9_999_999);
        assertEquals(0, sensor.read(sample, 0, 1));
        clock.sleep(1);
        assertEquals(1, sensor.read(sample, 0, 1));
        return sample;
    }

    /** Section 4.6: 6666h is −45 + 175 · 26214 / 65535 = 25 °C, 8000h is −6 + 125 · 32768 / 65535 = 56.50095 %. */
    @Test
    void givesWhatTheFormulasGive() throws IOException {
        assertArrayEquals(new float[] {56.50095f, 298.15f}, sample("666693" + "8000a2"), 3e-5f);   // float there: 3e-5
    }

    /** Section 4.6: the ends of the scale are −6 % and 119 %, and to be limited. */
    @Test
    void limitsHumidityToWhatAirCanHold() throws IOException {
        assertEquals(0, sample("666693" + "000081")[0]);
        clock.sleep(1);
        assertEquals(100, sample("666693" + "ffffac")[0]);
    }

    /** Section 4.5: reset 94h, serial number 89h, measurement of high precision FDh. */
    @Test
    void readsTheSerialNumberAndAsksForASample() throws IOException {
        sample("666693" + "8000a2");
        assertEquals(List.of("94", "89", "fd"), chip.told);
    }

    @Test
    void refusesAChipWhoseSerialNumberHasAnotherChecksum() {
        chip.then("666694" + "8000a2");
        var e = assertThrows(IOException.class, () -> new Sht4x(chip, 1, clock));
        assertEquals("not what an SHT4x sends: checksum=0x94, expected 0x93", e.getMessage());
    }
}
