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
 * The self-test of accelerometer and gyroscope of an LSM9DS1: the masses are moved electrically. The accelerometer must
 * answer by 70 to 1500 mg (at ±2 g, 50 Hz), the gyroscope by 200 to 800 °/s (at ±2000 °/s, 238 Hz).
 *
 * <p>Five samples without and five with the push. Source: data sheet DocID025715, sensor characteristics; limits, rates
 * and times as in ST's example {@code lsm9ds1_self_test.c}. The chip must lie still.
 */
final class Lsm9ds1SelfTest implements SelfTest {
    private static final int CTRL_REG1_G = 0x10;
    private static final int OUT_X_G = 0x18;
    private static final int CTRL_REG6_XL = 0x20;
    private static final int CTRL_REG8 = 0x22;
    private static final int CTRL_REG10 = 0x24;
    private static final int OUT_X_XL = 0x28;
    private static final int SAMPLES = 5;
    private static final double MILLIGRAVITY = 1e-3 * 9.80665;           // m/s²

    @Override
    public List<Result> run(Wires wires, Clock clock) throws IOException {
        try (Registers registers = wires.registers(RegisterForm.PLAIN)) {
            registers.write(CTRL_REG8, 0x05);                            // reset
            Pause.millis(clock, 10);
            registers.write(CTRL_REG8, 0b0100_0100);                     // block data update
            List<Result> results = new ArrayList<>();
            registers.write(CTRL_REG6_XL, 0b0100_0000);                  // 50 Hz, ±2 g
            double[] pushed = difference(registers, clock, OUT_X_XL, 0b0000_0001, 200, 20);
            registers.write(CTRL_REG6_XL, 0);
            for (int axis = 0; axis < 3; axis++) {
                results.add(new Result("xyz".substring(axis, axis + 1), pushed[axis] * 0.061 * MILLIGRAVITY,
                    70 * MILLIGRAVITY, 1500 * MILLIGRAVITY, Unit.METRES_PER_SECOND_SQUARED));
            }
            registers.write(CTRL_REG1_G, 0b1001_1000);                   // 238 Hz, ±2000 °/s
            double[] turned = difference(registers, clock, OUT_X_G, 0b0000_0100, 800, 5);
            registers.write(CTRL_REG1_G, 0);
            for (int axis = 0; axis < 3; axis++) {
                results.add(new Result("gyro_" + "xyz".charAt(axis), Math.toRadians(turned[axis] * 0.070),
                    Math.toRadians(200), Math.toRadians(800), Unit.RADIANS_PER_SECOND));
            }
            return results;
        }
    }

    /** In digits, without sign. */
    private static double[] difference(Registers registers, Clock clock, int output, int push, int settleMillis,
            int periodMillis) throws IOException {
        Pause.millis(clock, settleMillis);
        double[] without = mean(registers, clock, output, periodMillis);
        registers.write(CTRL_REG10, push);
        Pause.millis(clock, settleMillis);
        double[] with = mean(registers, clock, output, periodMillis);
        registers.write(CTRL_REG10, 0);
        for (int axis = 0; axis < 3; axis++) {
            with[axis] = Math.abs(with[axis] - without[axis]);
        }
        return with;
    }

    private static double[] mean(Registers registers, Clock clock, int output, int periodMillis) throws IOException {
        byte[] raw = new byte[6];
        double[] mean = new double[3];
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
