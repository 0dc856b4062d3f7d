package dev.pipit.sensors.ads1115;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.sensors.ads1115.Ads1115.Input;
import dev.pipit.sensors.ads1115.Ads1115.Range;
import dev.pipit.sensors.bus.fake.FakeRegisters;
import dev.pipit.sensors.bus.fake.SimulatedClock;

/** CONFIG, two bytes, is kept by the fake as registers 1 and 2; it reads as written, so a conversion is done at once. */
class Ads1115Test {
    private final SimulatedClock clock = new SimulatedClock();
    private final FakeRegisters chip = new FakeRegisters();

    private Ads1115 open(Range range, double rateHz, Input... inputs) throws IOException {
        return new Ads1115(chip, List.of(inputs), range, rateHz, clock);
    }

    /** Data sheet, table of the least significant bits: 187.5, 125, 62.5, 31.25, 15.625 and 7.8125 µV. */
    @ParameterizedTest
    @CsvSource({"V_6_144, 187.5", "V_4_096, 125", "V_2_048, 62.5", "V_1_024, 31.25", "V_0_512, 15.625",
        "V_0_256, 7.8125"})
    void scalesByTheDigitOfTheRange(Range range, float microvolts) throws IOException {
        chip.burst(0, 0x40, 0x00);                               // 16384 digits
        float[] volts = new float[1];
        var sensor = open(range, 10, Input.A0);
        chip.holding(1, 0x80 | codes(range));                    // done
        sensor.read(volts, 0, 1);
        sensor.read(volts, 0, 1);
        assertEquals(microvolts * 16_384e-6f, volts[0], 1e-6f);  // float at 3 V: 2e-7
    }

    /** High byte of CONFIG: input A0 is 4, single-shot 1. */
    private static int codes(Range range) {
        return 0x41 | range.ordinal() << 1;                      // in the order of the data sheet's table
    }

    /** FFF0h are −16 digits of 62.5 µV. */
    @Test
    void keepsTheSign() throws IOException {
        chip.burst(0, 0xFF, 0xF0);
        float[] volts = new float[1];
        var sensor = open(Range.V_2_048, 10, Input.A0_A1);
        chip.holding(1, 0x85);
        sensor.read(volts, 0, 1);
        assertEquals(1, sensor.read(volts, 0, 1));
        assertEquals(-1e-3f, volts[0], 1e-9f);
    }

    /** CONFIG: start, input 4 or 5, range 1, single-shot; 128 SPS (4), comparator off: C383h and D383h. */
    @Test
    void measuresOneInputAfterTheOther() throws IOException {
        chip.burst(0, 0x40, 0x00).burst(0, 0x20, 0x00);
        float[] volts = new float[2];
        var sensor = open(Range.V_4_096, 20, Input.A0, Input.A1);
        chip.holding(1, 0xC3);
        assertEquals(0, sensor.read(volts, 0, 1));
        assertEquals(0, sensor.read(volts, 0, 1));
        assertEquals(1, sensor.read(volts, 0, 1));
        assertArrayEquals(new float[] {2.048f, 1.024f}, volts, 1e-6f);
        assertEquals(List.of("01=43", "02=83", "01=c3", "02=83", "01=d3", "02=83"), chip.written());
        assertEquals(0, sensor.read(volts, 0, 1));               // the next is not due
    }

    @Test
    void waitsUntilTheConversionIsDone() throws IOException {
        var sensor = open(Range.V_4_096, 20, Input.A0);
        chip.holding(1, 0xC3);
        sensor.read(new float[1], 0, 1);
        chip.holding(1, 0x43);
        assertEquals(0, sensor.read(new float[1], 0, 1));
    }

    /** After power-up CONFIG is 8583h. */
    @Test
    void noticesThatItsSettingsAreGone() throws IOException {
        var sensor = open(Range.V_4_096, 20, Input.A0);
        chip.holding(1, 0x85);
        var e = assertThrows(IOException.class, sensor::check);
        assertEquals("not an ADS1115, or it was without power, or is used by others: CONFIG=0x0583, expected 0x4383",
            e.getMessage());
    }

    /** Eight reads a period with a margin of a quarter: 860 / 10. */
    @Test
    void refusesARateThatTheConverterCannotKeepUpWith() {
        var e = assertThrows(IllegalArgumentException.class,
            () -> open(Range.V_4_096, 87, Input.A0, Input.A1, Input.A2, Input.A3));
        assertEquals("rateHz must be above 0 and at most 86.0: rateHz=87.0", e.getMessage());
    }
}
