package dev.pipit.sensors.mpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.sensors.bus.fake.FakeRegisters;
import dev.pipit.sensors.bus.fake.SimulatedClock;
import dev.pipit.sensors.mpu.Mpu.Part;
import dev.pipit.sensors.mpu.Mpu.Range;
import dev.pipit.sensors.mpu.Mpu.Rate;
import dev.pipit.sensors.mpu.Mpu.Settings;
import dev.pipit.sensors.mpu.Mpu.Turn;

class MpuTest {
    private final FakeRegisters chip = new FakeRegisters().holding(0x75, 0x68).holding(0x3A, 0);
    private final float[] samples = new float[6 * 90];

    private Mpu open(Part sold, Range range, Turn turn) throws IOException {
        return new Mpu(chip, sold, new Settings(Rate.HZ_100, range, turn), new SimulatedClock());
    }

    private FakeRegisters level(int bytes) {
        return chip.holding(0x72, bytes >> 8).holding(0x73, bytes & 0xFF);
    }

    /** Register map RM-MPU-6000A, sensitivities: 40h 00h at ±2 g is 1 g; 00h 83h at ±250 °/s is 1 °/s. */
    @Test
    void givesWhatTheRegisterMapGives() throws IOException {
        level(12).burst(0x74, 0x40, 0x00, 0xC0, 0x00, 0x20, 0x00, 0x00, 0x83, 0xFF, 0x7D, 0, 0);
        assertEquals(1, open(Part.MPU_6050, Range.G_2, Turn.DPS_250).read(samples, 0, 85));
        float[] expected = {9.80665f, -9.80665f, 4.903325f, 0.0174533f, -0.0174533f, 0};
        assertArrayEquals(expected, Arrays.copyOf(samples, 6), 1e-6f);
    }

    /** Register map, sensitivities: 2048 digits = 0800h are 1/8, 1/4, 1/2 and 1 g; 1640 = 0668h 12.519 to 100 °/s. */
    @ParameterizedTest
    @CsvSource({"G_2, 0.125, 00, DPS_250, 12.519084, 00", "G_4, 0.25, 08, DPS_500, 25.038168, 08",
        "G_8, 0.5, 10, DPS_1000, 50, 10", "G_16, 1, 18, DPS_2000, 100, 18"})
    void scalesByTheSensitivityOfTheRange(Range range, float gravities, String code, Turn turn, double dps, String gyro)
            throws IOException {
        level(12).burst(0x74, 0x08, 0x00, 0, 0, 0, 0, 0x06, 0x68, 0, 0, 0, 0);
        open(Part.MPU_6050, range, turn).read(samples, 0, 85);
        assertEquals(gravities * 9.80665f, samples[0], 1e-6f);
        assertEquals(dps * Math.PI / 180, samples[3], 1e-6);
        assertEquals(List.of("1b=" + gyro, "1c=" + code), chip.written().subList(6, 8));
    }

    /** Register maps: reset, path reset, clock, divider 9 and filter 3 for 100 Hz; ACCEL_CONFIG2 from the MPU-6500 on. */
    @ParameterizedTest
    @CsvSource({"MPU_6050, 0x68, false", "MPU_6500, 0x70, true", "MPU_9250, 0x71, true"})
    void setsTheChipUpAndOpensTheFifoLast(Part part, String id, boolean hasTwoFilters) throws IOException {
        chip.holding(0x75, Integer.decode(id));
        var clock = new SimulatedClock();
        new Mpu(chip, part, new Settings(Rate.HZ_100, Range.G_4, Turn.DPS_2000), clock);
        var expected = new ArrayList<>(List.of("6b=80", "68=07", "6b=01", "6a=00", "19=09", "1a=03", "1b=18",
            "1c=08", "38=11", "23=00", "6a=04", "6a=40", "23=78"));
        if (hasTwoFilters) {
            expected.add(8, "1d=03");
        }
        assertEquals(expected, chip.written());
        assertEquals(300_000_000, clock.nanoTime());
    }

    /** Register map RM-MPU-6000A, TEMP_OUT: FDh F7h = −521 is 35.00 °C. */
    @Test
    void givesTheTemperatureOfAnMpu6050() throws IOException {
        var sensor = open(Part.MPU_6050, Range.G_2, Turn.DPS_250);
        chip.burst(0x41, 0xFD, 0xF7);
        assertEquals(273.15 + 35, sensor.kelvin(), 5e-3);                // −521 / 340 + 36.53 = 34.9976
    }

    /** Register map RM-MPU-9250A, TEMP_OUT: 333.87 digits a degree from 21 °C, so that 3339 = 0D0Bh are 31 °C. */
    @Test
    void givesTheTemperatureOfARelabelledPartByItsOwnFormula() throws IOException {
        chip.holding(0x75, 0x70);
        var sensor = open(Part.MPU_6050, Range.G_2, Turn.DPS_250);
        chip.burst(0x41, 0x0D, 0x0B);
        assertEquals(273.15 + 31, sensor.kelvin(), 5e-3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"MPU_9250; 0x70; MPU-6500, sold as MPU-9250",
        "MPU_6050; 0x70; MPU-6500, sold as MPU-6050", "MPU_9250; 0x73; MPU-9255, sold as MPU-9250",
        "MPU_9250; 0x71; MPU-9250", "MPU_6500; 0x68; MPU-6050, sold as MPU-6500"})
    void namesTheChipForWhatItIs(Part sold, String id, String name) throws IOException {
        chip.holding(0x75, Integer.decode(id));
        assertEquals(name, open(sold, Range.G_2, Turn.DPS_250).name());
    }

    /** Product specifications: 1024 bytes in the MPU-6050, 512 in the MPU-6500, whatever is printed on the board. */
    @ParameterizedTest
    @CsvSource({"0x68, 85", "0x70, 42"})
    void holdsAsManySamplesAsTheChipDoes(String id, int depth) throws IOException {
        chip.holding(0x75, Integer.decode(id));
        assertEquals(depth, open(Part.MPU_6050, Range.G_2, Turn.DPS_250).depth());
    }

    /** Register map, INT_STATUS: bit 4 is the overflow. No byte of that batch can be believed. */
    @Test
    void emptiesTheFifoAfterAnOverflow() throws IOException {
        var sensor = open(Part.MPU_6050, Range.G_2, Turn.DPS_250);
        level(24).burst(0x74, new int[24]).holding(0x3A, 0x11);
        assertEquals(0, sensor.read(samples, 0, 85));
        assertEquals(1, sensor.overruns());
        assertEquals(List.of("23=00", "6a=04", "6a=40", "23=78"), chip.written().subList(13, 17));
    }

    @Test
    void readsNothingFromAFullFifo() throws IOException {
        var sensor = open(Part.MPU_6050, Range.G_2, Turn.DPS_250);
        level(1024);
        assertEquals(0, sensor.read(samples, 0, 85));
        assertEquals(1, sensor.overruns());
    }

    @Test
    void leavesTheBytesOfASampleThatIsNotWhole() throws IOException {
        level(23).burst(0x74, new int[12]);
        assertEquals(1, open(Part.MPU_6050, Range.G_2, Turn.DPS_250).read(samples, 0, 85));
    }

    @Test
    void refusesAnotherChip() {
        chip.holding(0x75, 0x12);
        var e = assertThrows(IOException.class, () -> open(Part.MPU_9250, Range.G_2, Turn.DPS_250));
        assertEquals("not an MPU-9250: WHO_AM_I=0x12, expected 0x71", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0x6B, 0x40", "0x1C, 0x18", "0x6A, 0"})
    void noticesThatItsSettingsAreGone(String register, String value) throws IOException {
        var sensor = open(Part.MPU_6050, Range.G_2, Turn.DPS_250);
        sensor.check();
        chip.holding(Integer.decode(register), Integer.decode(value));
        assertThrows(IOException.class, sensor::check);
    }

    @Test
    void sleepsWhenItIsClosed() throws IOException {
        open(Part.MPU_6050, Range.G_2, Turn.DPS_250).close();
        assertEquals(List.of("6b=40", "closed"), chip.written().subList(13, 15));
    }
}
