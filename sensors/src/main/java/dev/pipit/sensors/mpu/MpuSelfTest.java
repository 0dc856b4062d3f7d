package dev.pipit.sensors.mpu;

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
 * The self-test of the family: the masses are moved electrically, and the answer is given as a part of the answer at the
 * factory, which the chip has kept.
 *
 * <p>MPU-6050: 0.86 to 1.14, at ±8 g and ±250 °/s; register map RM-MPU-6000A, registers 13 to 16. The others: 0.5 to 1.5
 * for the accelerometer, at least 0.5 for the gyroscope, at ±2 g and ±250 °/s; formula as in Kris Winer's driver, limits
 * as InvenSense's motion driver has them ({@code mpu_run_6500_self_test}). A chip that has kept nothing does not pass.
 * The chip must lie still.
 */
final class MpuSelfTest implements SelfTest {
    private static final int SMPLRT_DIV = 0x19;
    private static final int CONFIG = 0x1A;
    private static final int GYRO_CONFIG = 0x1B;
    private static final int ACCEL_CONFIG = 0x1C;
    private static final int ACCEL_CONFIG2 = 0x1D;
    private static final int ACCEL_XOUT_H = 0x3B;
    private static final int PWR_MGMT_1 = 0x6B;
    private static final int WHO_AM_I = 0x75;
    private static final int MPU_6050 = 0x68;
    private static final int PUSH = 0b1110_0000;
    private static final int SAMPLES = 50;
    private static final int SETTLE_MILLIS = 100;

    @Override
    public List<Result> run(Wires wires, Clock clock) throws IOException {
        try (Registers registers = wires.registers(RegisterForm.PLAIN)) {
            boolean old = registers.read(WHO_AM_I) == MPU_6050;
            int accelRange = old ? 0b0001_0000 : 0;                      // ±8 g or ±2 g
            registers.write(PWR_MGMT_1, 0x80);                           // reset
            Pause.millis(clock, 100);
            registers.write(PWR_MGMT_1, 0x01);
            registers.write(SMPLRT_DIV, 0);
            registers.write(CONFIG, 2);
            if (!old) {
                registers.write(ACCEL_CONFIG2, 2);
            }
            registers.write(GYRO_CONFIG, 0);
            registers.write(ACCEL_CONFIG, accelRange);
            double[] without = mean(registers, clock);
            registers.write(GYRO_CONFIG, PUSH);
            registers.write(ACCEL_CONFIG, PUSH | accelRange);
            double[] with = mean(registers, clock);
            double[] factory = old ? factory6050(registers) : factory6500(registers);
            registers.write(PWR_MGMT_1, 0x40);                           // asleep
            List<Result> results = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                double least = old ? 0.86 : 0.5;
                double most = old ? 1.14 : i < 3 ? 1.5 : Double.POSITIVE_INFINITY;
                results.add(new Result((i < 3 ? "" : "gyro_") + "xyz".charAt(i % 3),
                    (with[i] - without[i]) / factory[i], least, most, Unit.NONE));
            }
            return results;
        }
    }

    /** Accelerometer and gyroscope, in digits; NaN where the chip has kept nothing. */
    private static double[] factory6050(Registers registers) throws IOException {
        int low = registers.read(0x10);
        double[] factory = new double[6];
        for (int axis = 0; axis < 3; axis++) {
            int kept = registers.read(0x0D + axis);
            int accel = kept >> 3 & 0x1C | low >> 2 * (2 - axis) & 3;
            int gyro = kept & 0x1F;
            factory[axis] = accel == 0 ? Double.NaN : 4096 * 0.34 * Math.pow(0.92 / 0.34, (accel - 1) / 30.0);
            factory[3 + axis] = gyro == 0 ? Double.NaN
                : (axis == 1 ? -25 : 25) * 131 * Math.pow(1.046, gyro - 1);
        }
        return factory;
    }

    private static double[] factory6500(Registers registers) throws IOException {
        double[] factory = new double[6];
        for (int axis = 0; axis < 3; axis++) {
            factory[axis] = factory6500(registers.read(0x0D + axis));
            factory[3 + axis] = factory6500(registers.read(axis));
        }
        return factory;
    }

    private static double factory6500(int kept) {
        return kept == 0 ? Double.NaN : 2620 * Math.pow(1.01, kept - 1);
    }

    /** Accelerometer and gyroscope, in digits. */
    private static double[] mean(Registers registers, Clock clock) throws IOException {
        byte[] raw = new byte[14];
        double[] mean = new double[6];
        Pause.millis(clock, SETTLE_MILLIS);
        for (int i = 0; i < SAMPLES; i++) {
            Pause.millis(clock, 1);
            registers.read(ACCEL_XOUT_H, raw, 0, raw.length);
            for (int axis = 0; axis < 3; axis++) {
                mean[axis] += word(raw, 2 * axis) / (double) SAMPLES;
                mean[3 + axis] += word(raw, 8 + 2 * axis) / (double) SAMPLES;
            }
        }
        return mean;
    }

    private static int word(byte[] raw, int at) {
        return (short) (raw[at] << 8 | raw[at + 1] & 0xFF);
    }
}
