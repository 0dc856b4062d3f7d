package dev.pipit.sensors.iis3dwb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.sensors.bus.fake.FakeRegisters;
import dev.pipit.sensors.bus.fake.SimulatedClock;
import dev.pipit.sensors.chip.Choice;
import dev.pipit.sensors.iis3dwb.Iis3dwb.Range;

class Iis3dwbTest {
    private final SimulatedClock clock = new SimulatedClock();
    private final FakeRegisters chip = new FakeRegisters().holding(0x0F, 0x7B).holding(0x3A, 0).holding(0x3B, 0)
        .holding(0x0B, 0).holding(0x0C, 0).holding(0x0E, 0).holding(0x11, 0);

    private Iis3dwb open(Range range) throws IOException {
        return new Iis3dwb(chip, range, clock);
    }

    /** Data sheet, 0.061 mg a digit at ±2 g: 0x1669 = 5737 is 349.957 mg, 0x4009 = 16393 is 999.973 mg. */
    @Test
    void givesOneGravity() throws IOException {
        chip.holding(0x3A, 1).burst(0x78, 0x12, 0x69, 0x16, 0x00, 0x00, 0x09, 0x40);
        float[] xyz = new float[3];
        assertEquals(1, open(Range.G_2).read(xyz, 0, 512));
        assertArrayEquals(new float[] {0.349957f * 9.80665f, 0, 0.999973f * 9.80665f}, xyz, 1e-5f);
    }

    /** Data sheet, sensitivity: 0.061, 0.122, 0.244 and 0.488 mg; 0xC000 = −16384 digits. */
    @ParameterizedTest
    @CsvSource({"G_2, -999.424", "G_4, -1998.848", "G_8, -3997.696", "G_16, -7995.392"})
    void scalesByTheSensitivityOfTheRange(Range range, float milligravities) throws IOException {
        chip.holding(0x3A, 1).burst(0x78, 0x11, 0x00, 0xC0, 0x00, 0xC0, 0x00, 0xC0);
        float[] xyz = new float[3];
        open(range).read(xyz, 0, 512);
        assertEquals(milligravities * 1e-3f * 9.80665f, xyz[2], 1e-5f);
    }

    /** Data sheet, FIFO_DATA_OUT_TAG: 3 is temperature, 4 a time stamp. */
    @Test
    void takesNothingButAcceleration() throws IOException {
        chip.holding(0x3A, 3).burst(0x78, 3 << 3, 1, 2, 3, 4, 5, 6, 0x12, 0, 0, 0, 0, 1, 0, 4 << 3, 1, 2, 3, 4, 5, 6);
        float[] xyz = new float[3];
        assertEquals(1, open(Range.G_2).read(xyz, 0, 512));
        assertEquals(0.061e-3f * 9.80665f, xyz[2], 1e-8f);
    }

    /** Data sheet, registers: reset, BDU and IF_INC, watermark 64 to INT1, batched 0xA, XL_EN 101, continuous 6. */
    @Test
    void setsTheChipUpAfterAResetAndStartsItsFifoLast() throws IOException {
        open(Range.G_16);
        assertEquals(List.of("12=01", "12=44", "0d=08", "07=40", "08=00", "09=0a", "10=a4", "0a=06"), chip.written());
        assertEquals(20_000_000, clock.nanoTime());
    }

    /** Data sheet, CTRL1_XL: 16 g is 1, not the last. */
    @ParameterizedTest
    @CsvSource({"G_2, 10=a0", "G_16, 10=a4", "G_4, 10=a8", "G_8, 10=ac"})
    void setsTheRange(Range range, String written) throws IOException {
        open(range);
        assertEquals(written, chip.written().get(6));
    }

    /** Data sheet, FIFO_STATUS2: bits 1 and 0 are the high ones of the level, bit 3 the latched overrun. */
    @Test
    void readsAllSamplesOfAFullFifoInOneBurstAndCountsTheOverrun() throws IOException {
        chip.holding(0x3A, 0x00).holding(0x3B, 0xEA).burst(0x78, new int[512 * 7]);
        var sensor = open(Range.G_2);
        assertEquals(0, sensor.read(new float[3 * 513], 0, 513));        // all their tags are 0
        assertEquals(1, sensor.overruns());
    }

    @Test
    void givesNothingWhileTheFifoIsEmpty() throws IOException {
        assertEquals(0, open(Range.G_2).read(new float[96], 0, 32));
    }

    @Test
    void hasOneRateOnly() {
        var half = new Choice(OptionalDouble.of(13_333), Optional.empty());
        assertThrows(IllegalArgumentException.class, () -> Iis3dwb.TYPE.opener().open(chip, half, clock));
    }

    @Test
    void refusesAnotherChip() {
        chip.holding(0x0F, 0x6C);
        var e = assertThrows(IOException.class, () -> open(Range.G_2));
        assertEquals("not an IIS3DWB: WHO_AM_I=0x6c, expected 0x7b", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0x07, 0", "0x08, 1", "0x09, 0", "0x0a, 0", "0x0d, 0", "0x10, 0", "0x12, 4"})
    void noticesThatItsSettingsAreGone(int register, int value) throws IOException {
        var sensor = open(Range.G_2);
        sensor.check();
        chip.holding(register, value);
        assertThrows(IOException.class, sensor::check);
    }

    @Test
    void restsWhenItIsClosed() throws IOException {
        open(Range.G_2).close();
        assertEquals(List.of("10=00", "closed"), chip.written().subList(8, 10));
    }
}
