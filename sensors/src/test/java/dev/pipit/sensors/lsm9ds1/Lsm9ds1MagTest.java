package dev.pipit.sensors.lsm9ds1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.sensors.bus.fake.FakeRegisters;
import dev.pipit.sensors.bus.fake.SimulatedClock;
import dev.pipit.sensors.lsm9ds1.Lsm9ds1Mag.Range;
import dev.pipit.sensors.lsm9ds1.Lsm9ds1Mag.Rate;

class Lsm9ds1MagTest {
    private final FakeRegisters chip = new FakeRegisters().holding(0x0F, 0x3D);
    private final float[] xyz = new float[3];

    private Lsm9ds1Mag open(Range range) throws IOException {
        return new Lsm9ds1Mag(chip, Rate.HZ_80, range, new SimulatedClock());
    }

    /** Data sheet, sensitivity: 3000 digits = 0BB8h are 42.0, 87, 129 and 174 µT; −3000 = F448h. */
    @ParameterizedTest
    @CsvSource({"GAUSS_4, 42e-6, 21=00", "GAUSS_8, 87e-6, 21=20", "GAUSS_12, 129e-6, 21=40", "GAUSS_16, 174e-6, 21=60"})
    void scalesByTheSensitivityOfTheRange(Range range, float tesla, String written) throws IOException {
        chip.holding(0x27, 0x0F).burst(0x28, 0xB8, 0x0B, 0x48, 0xF4, 0, 0);
        assertEquals(1, open(range).read(xyz, 0, 10));
        assertArrayEquals(new float[] {tesla, -tesla, 0}, xyz, 1e-10f);  // a digit is at least 1.4e-8
        assertEquals(written, chip.written().get(3));
    }

    /** Data sheet, register descriptions: reset, BDU, best z, temperature compensation, best x and y, 80 Hz. */
    @Test
    void setsTheChipUpAndStartsItLast() throws IOException {
        open(Range.GAUSS_4);
        assertEquals(List.of("21=04", "24=40", "23=0c", "21=00", "20=fc", "22=04"), chip.written());
    }

    @Test
    void givesNothingWhileThereIsNothingNew() throws IOException {
        chip.holding(0x27, 0);
        assertEquals(0, open(Range.GAUSS_4).read(xyz, 0, 1));
    }

    /** Data sheet, STATUS_REG_M: bit 7 says that a sample was overwritten before it was read. */
    @Test
    void countsOverruns() throws IOException {
        var sensor = open(Range.GAUSS_4);
        chip.holding(0x27, 0xFF).burst(0x28, 0, 0, 0, 0, 0, 0);
        sensor.read(xyz, 0, 1);
        assertEquals(1, sensor.overruns());
    }

    @Test
    void refusesAnotherChip() {
        var e = assertThrows(IOException.class,
            () -> new Lsm9ds1Mag(chip.holding(0x0F, 0x40), Rate.HZ_80, Range.GAUSS_4, new SimulatedClock()));
        assertEquals("not an LSM9DS1 magnetometer: WHO_AM_I_M=0x40, expected 0x3d", e.getMessage());
    }

    @Test
    void noticesThatItsSettingsAreGone() throws IOException {
        var sensor = open(Range.GAUSS_4);
        sensor.check();
        chip.holding(0x22, 3);
        assertThrows(IOException.class, sensor::check);
    }

    @Test
    void restsWhenItIsClosed() throws IOException {
        open(Range.GAUSS_4).close();
        assertEquals(List.of("22=07", "closed"), chip.written().subList(6, 8));
    }
}
