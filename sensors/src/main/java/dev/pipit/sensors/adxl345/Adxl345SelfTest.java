package dev.pipit.sensors.adxl345;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Pause;
import dev.pipit.sensors.bus.Registers;
import dev.pipit.sensors.bus.Wires;
import dev.pipit.sensors.chip.SelfTest;

/**
 * The self-test of an ADXL345: the mass is pulled electrically, x and z up, y down.
 *
 * <p>At ±16 g, full resolution, 400 Hz: a tenth of a second without and one with the pull. The force grows with the
 * square of the supply; the limits are those of a chip at 3.3 V, as on all our boards: the ones of table 15 (±2 g, 2.5 V,
 * the digit is the same) times the factors of table 14. Source: data sheet Rev. E, self-test; the chip must lie still.
 */
final class Adxl345SelfTest implements SelfTest {
    private static final int BW_RATE = 0x2C;
    private static final int POWER_CTL = 0x2D;
    private static final int INT_ENABLE = 0x2E;
    private static final int DATA_FORMAT = 0x31;
    private static final int DATAX0 = 0x32;
    private static final int FIFO_CTL = 0x38;
    private static final int SAMPLES = 40;
    private static final int PERIOD_MICROS = 2_500;
    private static final int SETTLE_MICROS = 4 * PERIOD_MICROS + 1_100;
    private static final double[] LEAST = {50 * 1.77, -540 * 1.77, 75 * 1.47};
    private static final double[] MOST = {540 * 1.77, -50 * 1.77, 875 * 1.47};

    @Override
    public List<Result> run(Wires wires, Clock clock) throws IOException {
        try (Registers registers = wires.registers(Adxl345.FORM)) {
            registers.write(POWER_CTL, 0);
            registers.write(INT_ENABLE, 0);
            registers.write(FIFO_CTL, 0);                                // no FIFO
            registers.write(BW_RATE, 0x0C);                              // 400 Hz, normal power
            registers.write(DATA_FORMAT, 0b0000_1011);                   // full resolution, ±16 g
            registers.write(POWER_CTL, 0b0000_1000);
            double[] without = mean(registers, clock);
            registers.write(DATA_FORMAT, 0b1000_1011);                   // pull
            double[] with = mean(registers, clock);
            registers.write(DATA_FORMAT, 0b0000_1011);
            registers.write(POWER_CTL, 0);
            List<Result> results = new ArrayList<>();
            for (int axis = 0; axis < 3; axis++) {
                results.add(new Result("xyz".substring(axis, axis + 1), (with[axis] - without[axis]) * Adxl345.DIGIT,
                    LEAST[axis] * Adxl345.DIGIT, MOST[axis] * Adxl345.DIGIT, Unit.METRES_PER_SECOND_SQUARED));
            }
            return results;
        }
    }

    /** In digits. */
    private static double[] mean(Registers registers, Clock clock) throws IOException {
        byte[] raw = new byte[6];
        double[] mean = new double[3];
        Pause.micros(clock, SETTLE_MICROS);
        for (int i = 0; i < SAMPLES; i++) {
            Pause.micros(clock, PERIOD_MICROS);
            registers.read(DATAX0, raw, 0, raw.length);
            for (int axis = 0; axis < 3; axis++) {
                mean[axis] += (raw[2 * axis + 1] << 8 | raw[2 * axis] & 0xFF) / (double) SAMPLES;
            }
        }
        return mean;
    }
}
