package dev.pipit.sensors.lis3dh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.sensors.bus.fake.FakeRegisters;
import dev.pipit.sensors.lis3dh.Lis3dh.Range;
import dev.pipit.sensors.lis3dh.Lis3dh.Rate;

class Lis3dhTest {
    private final FakeRegisters chip = new FakeRegisters().holding(0x0F, 0x33);

    /** Application note AN3308: E0h 15h at 0x28 is 350 mg at ±2 g in high resolution; 20h EAh is −350 mg. */
    @Test
    void givesWhatTheApplicationNoteGives() throws IOException {
        chip.holding(0x2F, 1).burst(0x28, 0xE0, 0x15, 0x20, 0xEA, 0x00, 0x00);
        float[] xyz = new float[3];
        assertEquals(1, new Lis3dh(chip, Rate.HZ_400, Range.G_2).read(xyz, 0, 32));
        assertArrayEquals(new float[] {0.350f * 9.80665f, -0.350f * 9.80665f, 0}, xyz, 1e-5f);
    }

    /** Data sheet, sensitivity in high resolution: 1, 2, 4 and 12 mg a digit; 1000 digits are 1000 &lt;&lt; 4 = 0x3E80. */
    @ParameterizedTest
    @CsvSource({"G_2, 1", "G_4, 2", "G_8, 4", "G_16, 12"})
    void scalesByTheSensitivityOfTheRange(Range range, float gravities) throws IOException {
        chip.holding(0x2F, 1).burst(0x28, 0x00, 0x00, 0x80, 0x3E, 0x00, 0x00);
        float[] xyz = new float[3];
        new Lis3dh(chip, Rate.HZ_400, range).read(xyz, 0, 32);
        assertEquals(gravities * 9.80665f, xyz[1], 1e-4f);       // float at 118 m/s²: 8e-6
    }

    /** Data sheet, register descriptions: rate 400 Hz 0111, BDU and HR, watermark to INT1, FIFO on in stream mode. */
    @Test
    void setsTheChipUpAtRestAndStartsItLast() throws IOException {
        new Lis3dh(chip, Rate.HZ_400, Range.G_8);
        assertEquals(List.of("20=00", "21=00", "22=04", "23=a8", "24=40", "2e=00", "2e=90", "20=77"), chip.written());
    }

    /** Data sheet, FIFO_SRC_REG: the level has five bits, 32 unread samples are 31 and the overrun bit. */
    @Test
    void readsAllSamplesOfAFullFifoAndCountsTheOverrun() throws IOException {
        chip.holding(0x2F, 0xC0 | 31);
        for (int i = 0; i < 32; i++) {
            chip.burst(0x28, 0, 0, 0, 0, 0, 0);
        }
        var sensor = new Lis3dh(chip, Rate.HZ_400, Range.G_2);
        assertEquals(32, sensor.read(new float[99], 0, 33));
        assertEquals(1, sensor.overruns());
    }

    @Test
    void givesNothingWhileTheFifoIsEmpty() throws IOException {
        chip.holding(0x2F, 0x20);
        assertEquals(0, new Lis3dh(chip, Rate.HZ_400, Range.G_2).read(new float[96], 0, 32));
    }

    @Test
    void refusesAnotherChip() {
        var e = assertThrows(IOException.class, () -> new Lis3dh(chip.holding(0x0F, 0x44), Rate.HZ_400, Range.G_2));
        assertEquals("not a LIS3DH: WHO_AM_I=0x44, expected 0x33", e.getMessage());
    }

    @Test
    void noticesThatItsSettingsAreGone() throws IOException {
        var sensor = new Lis3dh(chip, Rate.HZ_400, Range.G_2);
        sensor.check();
        chip.holding(0x20, 0x07);                                // as after power-up
        assertThrows(IOException.class, sensor::check);
    }

    @Test
    void restsWhenItIsClosed() throws IOException {
        new Lis3dh(chip, Rate.HZ_400, Range.G_2).close();
        assertEquals(List.of("20=00", "closed"), chip.written().subList(8, 10));
    }
}
