package dev.pipit.sensors.lis3mdl;

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
 * The self-test of a LIS3MDL: it makes a field of its own, and must see 1 to 3 gauss of it along x and y, 0.1 to 1 along
 * z.
 *
 * <p>At ±12 gauss, 80 Hz, low power: five samples without and five with that field. Source: application note AN5069 and
 * ST's example {@code lis3mdl_self_test.c}. The field around must not change.
 */
final class Lis3mdlSelfTest implements SelfTest {
    private static final int CTRL_REG1 = 0x20;
    private static final int CTRL_REG2 = 0x21;
    private static final int CTRL_REG3 = 0x22;
    private static final int CTRL_REG5 = 0x24;
    private static final int OUT_X_L = 0x28;
    private static final int HZ_80 = 0b0001_1100;
    private static final int RESET_MILLIS = 10;
    private static final int START_MILLIS = 20;
    private static final int SETTLE_MILLIS = 60;
    private static final int PERIOD_MILLIS = 14;                         // more than one, also of a slow chip
    private static final int SAMPLES = 5;
    private static final double GAUSS = 1e-4;                            // T
    private static final double DIGIT = GAUSS / 2281;                    // at ±12 gauss
    private static final double[] LEAST = {1, 1, 0.1};                   // gauss
    private static final double[] MOST = {3, 3, 1};

    @Override
    public List<Result> run(Wires wires, Clock clock) throws IOException {
        try (Registers registers = wires.registers(RegisterForm.ST)) {
            registers.write(CTRL_REG2, 0b0000_0100);                     // reset
            Pause.millis(clock, RESET_MILLIS);
            registers.write(CTRL_REG5, 0b0100_0000);                     // block data update
            registers.write(CTRL_REG2, 0b0100_0000);                     // ±12 gauss
            registers.write(CTRL_REG1, HZ_80);
            Pause.millis(clock, START_MILLIS);
            registers.write(CTRL_REG3, 0);                               // measures all the time
            Pause.millis(clock, START_MILLIS);
            double[] without = mean(registers, clock);
            registers.write(CTRL_REG1, HZ_80 | 0b1);                     // its own field
            Pause.millis(clock, SETTLE_MILLIS);
            double[] with = mean(registers, clock);
            registers.write(CTRL_REG1, HZ_80);
            registers.write(CTRL_REG3, 0b11);
            List<Result> results = new ArrayList<>();
            for (int axis = 0; axis < 3; axis++) {
                results.add(new Result("xyz".substring(axis, axis + 1), Math.abs(with[axis] - without[axis]) * DIGIT,
                    LEAST[axis] * GAUSS, MOST[axis] * GAUSS, Unit.TESLA));
            }
            return results;
        }
    }

    /** In digits. */
    private static double[] mean(Registers registers, Clock clock) throws IOException {
        byte[] raw = new byte[6];
        double[] mean = new double[3];
        for (int i = 0; i < SAMPLES; i++) {
            Pause.millis(clock, PERIOD_MILLIS);
            registers.read(OUT_X_L, raw, 0, raw.length);
            for (int axis = 0; axis < 3; axis++) {
                mean[axis] += (raw[2 * axis + 1] << 8 | raw[2 * axis] & 0xFF) / (double) SAMPLES;
            }
        }
        return mean;
    }
}
