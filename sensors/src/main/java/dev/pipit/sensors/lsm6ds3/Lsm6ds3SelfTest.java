package dev.pipit.sensors.lsm6ds3;

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
 * The self-test of an LSM6DS3 or LSM6DS3TR-C: the masses are moved electrically. The accelerometer must answer by 90 to
 * 1700 mg (at ±4 g, 52 Hz), the gyroscope by 150 to 700 °/s (at ±2000 °/s, 208 Hz).
 *
 * <p>Five samples without and five with the push, after each change the longer of the times that ST's examples wait
 * (X-NUCLEO-IKS01A1 {@code LSM6DS3_SelfTest}, IKS01A2 {@code LSM6DSL_SelfTest}), which have the limits too. The chip
 * must lie still.
 */
final class Lsm6ds3SelfTest implements SelfTest {
    private static final int CTRL1_XL = 0x10;
    private static final int CTRL2_G = 0x11;
    private static final int CTRL3_C = 0x12;
    private static final int CTRL5_C = 0x14;
    private static final int OUTX_L_G = 0x22;
    private static final int OUTX_L_A = 0x28;
    private static final int SAMPLES = 5;
    private static final int SETTLE_MILLIS = 800;
    private static final double MILLIGRAVITY = 1e-3 * 9.80665;           // m/s²

    @Override
    public List<Result> run(Wires wires, Clock clock) throws IOException {
        try (Registers registers = wires.registers(RegisterForm.PLAIN)) {
            registers.write(CTRL3_C, 0x01);                              // reset
            Pause.millis(clock, 10);
            registers.write(CTRL3_C, 0b0100_0100);                       // block data update
            List<Result> results = new ArrayList<>();
            registers.write(CTRL1_XL, 0b0011_1000);                      // 52 Hz, ±4 g
            double[] pushed = difference(registers, clock, OUTX_L_A, 0b0000_0001, 20);
            registers.write(CTRL1_XL, 0);
            for (int axis = 0; axis < 3; axis++) {
                results.add(new Result("xyz".substring(axis, axis + 1), pushed[axis] * 0.122 * MILLIGRAVITY,
                    90 * MILLIGRAVITY, 1700 * MILLIGRAVITY, Unit.METRES_PER_SECOND_SQUARED));
            }
            registers.write(CTRL2_G, 0b0101_1100);                       // 208 Hz, ±2000 °/s
            double[] turned = difference(registers, clock, OUTX_L_G, 0b0000_0100, 5);
            registers.write(CTRL2_G, 0);
            for (int axis = 0; axis < 3; axis++) {
                results.add(new Result("gyro_" + "xyz".charAt(axis), Math.toRadians(turned[axis] * 0.070),
                    Math.toRadians(150), Math.toRadians(700), Unit.RADIANS_PER_SECOND));
            }
            return results;
        }
    }

    /** In digits, without sign. */
    private static double[] difference(Registers registers, Clock clock, int output, int push, int periodMillis)
            throws IOException {
        double[] without = mean(registers, clock, output, periodMillis);
        registers.write(CTRL5_C, push);
        double[] with = mean(registers, clock, output, periodMillis);
        registers.write(CTRL5_C, 0);
        for (int axis = 0; axis < 3; axis++) {
            with[axis] = Math.abs(with[axis] - without[axis]);
        }
        return with;
    }

    private static double[] mean(Registers registers, Clock clock, int output, int periodMillis) throws IOException {
        byte[] raw = new byte[6];
        double[] mean = new double[3];
        Pause.millis(clock, SETTLE_MILLIS);
        for (int i = 0; i < SAMPLES; i++) {
            Pause.millis(clock, periodMillis);
            registers.read(output, raw, 0, raw.length);
            for (int axis = 0; axis < 3; axis++) {
                mean[axis] += (short) (raw[2 * axis + 1] << 8 | raw[2 * axis] & 0xFF) / (double) SAMPLES;
            }
        }
        return mean;
    }
}
