package dev.pipit.sensors.bmi160;

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
 * The self-test of a BMI160. The mass of the accelerometer is pulled one way and the other, at ±8 g, and the two must
 * differ by at least 2 g; the gyroscope tests itself and says 1 if all is well.
 *
 * <p>Source: data sheet BST-BMI160-DS000, self-test; settings and times as in Bosch's {@code BMI160_SensorAPI}. The chip
 * must lie still.
 */
final class Bmi160SelfTest implements SelfTest {
    private static final int ACCEL_DATA = 0x12;
    private static final int STATUS = 0x1B;
    private static final int ACC_CONF = 0x40;
    private static final int ACC_RANGE = 0x41;
    private static final int SELF_TEST = 0x6D;
    private static final int CMD = 0x7E;
    private static final int DUMMY = 0x7F;
    private static final int RESET = 0xB6;
    private static final int SETTLE_MILLIS = 50;
    private static final double GRAVITY = 9.80665;                       // m/s²
    private static final double DIGIT = GRAVITY / 4096;                  // at ±8 g

    @Override
    public List<Result> run(Wires wires, Clock clock) throws IOException {
        try (Registers registers = wires.registers(RegisterForm.PLAIN)) {
            registers.read(DUMMY);
            registers.write(CMD, RESET);
            Pause.millis(clock, 15);
            registers.read(DUMMY);
            registers.write(CMD, 0x11);                                  // accelerometer on
            Pause.millis(clock, 5);
            registers.write(CMD, 0x15);                                  // gyroscope on
            Pause.millis(clock, 81);
            registers.write(ACC_RANGE, 8);
            registers.write(ACC_CONF, 0x2C);                             // 1600 Hz
            int[] up = pulled(registers, clock, 0x0D);
            int[] down = pulled(registers, clock, 0x09);
            registers.write(SELF_TEST, 0x10);
            Pause.millis(clock, SETTLE_MILLIS);
            int well = registers.read(STATUS) >> 1 & 1;
            registers.write(CMD, RESET);
            List<Result> results = new ArrayList<>();
            for (int axis = 0; axis < 3; axis++) {
                results.add(new Result("xyz".substring(axis, axis + 1), Math.abs(up[axis] - down[axis]) * DIGIT,
                    2 * GRAVITY, Double.POSITIVE_INFINITY, Unit.METRES_PER_SECOND_SQUARED));
            }
            results.add(new Result("gyro", well, 1, 1, Unit.NONE));
            return results;
        }
    }

    /** In digits. */
    private static int[] pulled(Registers registers, Clock clock, int how) throws IOException {
        byte[] raw = new byte[6];
        registers.write(SELF_TEST, how);
        Pause.millis(clock, SETTLE_MILLIS);
        registers.read(ACCEL_DATA, raw, 0, raw.length);
        int[] digits = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            digits[axis] = (short) (raw[2 * axis + 1] << 8 | raw[2 * axis] & 0xFF);
        }
        return digits;
    }
}
