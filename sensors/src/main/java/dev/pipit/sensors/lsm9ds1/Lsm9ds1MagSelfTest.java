package dev.pipit.sensors.lsm9ds1;

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
 * The self-test of the magnetometer of an LSM9DS1: a coil makes a field of its own, by which x and y must change by 1 to
 * 3 G, z by 0.1 to 1 G.
 *
 * <p>At ±12 G, 80 Hz, five samples without and five with the field. Source: data sheet DocID025715, sensor
 * characteristics; limits and times as in ST's example {@code lsm9ds1_self_test.c}. No magnet may come or go meanwhile.
 */
final class Lsm9ds1MagSelfTest implements SelfTest {
    private static final int CTRL_REG1_M = 0x20;
    private static final int CTRL_REG2_M = 0x21;
    private static final int CTRL_REG3_M = 0x22;
    private static final int CTRL_REG5_M = 0x24;
    private static final int OUT_X_L_M = 0x28;
    private static final int SAMPLES = 5;
    private static final int SETTLE_MILLIS = 60;
    private static final int PERIOD_MILLIS = 13;
    private static final double GAUSS = 1e-4;                            // T
    private static final double DIGIT = 0.43e-3 * GAUSS;                 // at ±12 G

    @Override
    public List<Result> run(Wires wires, Clock clock) throws IOException {
        try (Registers registers = wires.registers(RegisterForm.ST)) {
            registers.write(CTRL_REG2_M, 0b0000_0100);                   // reset
            Pause.millis(clock, 10);
            registers.write(CTRL_REG2_M, 0b0100_0000);                   // ±12 G
            registers.write(CTRL_REG5_M, 0b0100_0000);                   // block data update
            registers.write(CTRL_REG1_M, 0b0001_1100);                   // 80 Hz
            registers.write(CTRL_REG3_M, 0b0000_0100);                   // continuous, SPI may read
            double[] without = mean(registers, clock);
            registers.write(CTRL_REG1_M, 0b0001_1101);                   // and the coil
            double[] with = mean(registers, clock);
            registers.write(CTRL_REG1_M, 0b0001_1100);
            registers.write(CTRL_REG3_M, 0b0000_0111);                   // power-down
            List<Result> results = new ArrayList<>();
            for (int axis = 0; axis < 3; axis++) {
                results.add(new Result("xyz".substring(axis, axis + 1), Math.abs(with[axis] - without[axis]) * DIGIT,
                    (axis == 2 ? 0.1 : 1) * GAUSS, (axis == 2 ? 1 : 3) * GAUSS, Unit.TESLA));
            }
            return results;
        }
    }

    /** In digits. */
    private static double[] mean(Registers registers, Clock clock) throws IOException {
        byte[] raw = new byte[6];
        double[] mean = new double[3];
        Pause.millis(clock, SETTLE_MILLIS);
        for (int i = 0; i < SAMPLES; i++) {
            Pause.millis(clock, PERIOD_MILLIS);
            registers.read(OUT_X_L_M, raw, 0, raw.length);
            for (int axis = 0; axis < 3; axis++) {
                mean[axis] += (short) (raw[2 * axis + 1] << 8 | raw[2 * axis] & 0xFF) / (double) SAMPLES;
            }
        }
        return mean;
    }
}
