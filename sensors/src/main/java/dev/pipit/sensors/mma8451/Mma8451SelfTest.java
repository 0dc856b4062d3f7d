package dev.pipit.sensors.mma8451;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Pause;
import dev.pipit.sensors.bus.RegisterForm;
import dev.pipit.sensors.bus.Registers;
import dev.pipit.sensors.bus.Wires;
import dev.pipit.sensors.chip.SelfTest;

/**
 * The self-test of an MMA8451: the mass is pulled electrically, and must answer by 50 to 1000 digits along x and y, by
 * 50 to 6000 along z, at ±4 g.
 *
 * <p>At 100 Hz: eight samples without and eight with the pull. Source: data sheet MMA8451Q, mechanical characteristics,
 * has typical values only (181, 255, 1680); the limits are NXP's own, as its community site gives them (thread 365445).
 * The chip must lie still.
 */
final class Mma8451SelfTest implements SelfTest {
    private static final int OUT_X_MSB = 0x01;
    private static final int XYZ_DATA_CFG = 0x0E;
    private static final int CTRL_REG1 = 0x2A;
    private static final int CTRL_REG2 = 0x2B;
    private static final int RUN = 0b0001_1001;                          // 100 Hz, active
    private static final int SAMPLES = 8;
    private static final int PERIOD_MILLIS = 10;
    private static final int SETTLE_MILLIS = 50;
    private static final double DIGIT = 9.80665 / 2048;                  // m/s² at ±4 g
    private static final double LEAST_DIGITS = 50;
    private static final double[] MOST_DIGITS = {1000, 1000, 6000};

    @Override
    public List<Result> run(Wires wires, Clock clock) throws IOException {
        try (Registers registers = wires.registers(RegisterForm.PLAIN)) {
            Mma8451.reset(registers, clock);
            registers.write(XYZ_DATA_CFG, 1);                            // ±4 g
            registers.write(CTRL_REG2, 0b0000_0010);                     // high resolution
            double[] without = mean(registers, clock);
            registers.write(CTRL_REG2, 0b1000_0010);                     // pull
            double[] with = mean(registers, clock);
            registers.write(CTRL_REG2, 0);
            List<Result> results = new ArrayList<>();
            for (int axis = 0; axis < 3; axis++) {
                results.add(new Result("xyz".substring(axis, axis + 1), Math.abs(with[axis] - without[axis]) * DIGIT,
                    LEAST_DIGITS * DIGIT, MOST_DIGITS[axis] * DIGIT, Unit.METRES_PER_SECOND_SQUARED));
            }
            return results;
        }
    }

    /** In digits. Begins and ends at standby. */
    private static double[] mean(Registers registers, Clock clock) throws IOException {
        byte[] raw = new byte[6];
        double[] mean = new double[3];
        registers.write(CTRL_REG1, RUN);
        Pause.millis(clock, SETTLE_MILLIS);
        for (int i = 0; i < SAMPLES; i++) {
            Pause.millis(clock, PERIOD_MILLIS);
            registers.read(OUT_X_MSB, raw, 0, raw.length);
            for (int axis = 0; axis < 3; axis++) {
                mean[axis] += ((raw[2 * axis] << 8 | raw[2 * axis + 1] & 0xFF) >> 2) / (double) SAMPLES;
            }
        }
        registers.write(CTRL_REG1, 0);
        return mean;
    }
}
