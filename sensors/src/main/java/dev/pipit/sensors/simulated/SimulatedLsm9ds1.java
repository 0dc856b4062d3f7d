package dev.pipit.sensors.simulated;

import java.util.Arrays;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.RegisterChip;
import dev.pipit.sensors.bus.fake.SampleFifo;
import dev.pipit.sensors.bus.fake.SampleTimer;
import dev.pipit.sensors.bus.fake.World;

/**
 * Accelerometer and gyroscope of an ST LSM9DS1: WHO_AM_I, reset, accelerometer alone or both at the gyroscope's rate,
 * FIFO in bypass, FIFO and continuous mode, watermark on INT1, self-test.
 *
 * <p>Quirks: with the gyroscope on, the rate of the accelerometer means nothing; FS code 1 of the accelerometer is ±16 g
 * with an odd digit; the first sample after the FIFO was started, and the first 20 of the gyroscope, are nonsense.
 */
final class SimulatedLsm9ds1 implements RegisterChip.Map {
    private static final double[] GYRO_HZ = {0, 14.9, 59.5, 119, 238, 476, 952, 0};
    private static final double[] ACCEL_HZ = {0, 10, 50, 119, 238, 476, 952, 0};
    private static final double[] MILLIGRAVITIES = {0.061, 0.732, 0.122, 0.244};
    private static final double[] MILLI_DPS = {8.75, 17.5, 0, 70};
    private static final double GRAVITY = 9.80665;
    private static final int NONSENSE = 0x7FFF;

    private final World world;
    private final SampleTimer timer;
    private final SampleFifo fifo = new SampleFifo(32, 6);               // gyroscope, accelerometer
    private final int[] registers = new int[0x80];
    private final int[] newest = new int[6];
    private int unsettled;                     // samples of the gyroscope
    private boolean fresh;                     // the FIFO was just started

    SimulatedLsm9ds1(World world, Clock clock, double error) {
        this.world = world;
        timer = new SampleTimer(clock, error);
    }

    @Override
    public void powerUp() {
        Arrays.fill(registers, 0);
        registers[0x0F] = 0x68;
        registers[0x1E] = 0x38;
        registers[0x1F] = 0x38;
        registers[0x22] = 0x04;
        fifo.clear();
        timer.start(0);
    }

    @Override
    public int register(boolean spi, int header) {
        return header & 0x7F;
    }

    @Override
    public int next(boolean spi, int header, int register) {
        if ((registers[0x22] & 0x04) == 0) {
            return register;
        }
        boolean both = fifoOn() && gyroOn();
        return both && register == 0x1D ? 0x28 : both && register == 0x2D ? 0x18 : register + 1 & 0x7F;
    }

    @Override
    public int read(int register) {
        sample();
        if (register >= 0x18 && register <= 0x1D) {
            return output(register, (register - 0x18) / 2);
        }
        if (register >= 0x28 && register <= 0x2D) {
            int given = output(register, 3 + (register - 0x28) / 2);
            if (register == 0x2D && fifoOn()) {
                fifo.remove();
                fifo.clearOverrun();
            }
            return given;
        }
        if (register == 0x2F) {
            return (watermarkReached() ? 0x80 : 0) | (fifo.overrun() ? 0x40 : 0) | fifo.count();
        }
        return registers[register];
    }

    private int output(int register, int index) {
        int value = fifoOn() ? fifo.peek(index) : newest[index];
        return value >> 8 * (register & 1) & 0xFF;
    }

    @Override
    public void write(int register, int value) {
        sample();
        boolean readOnly = register == 0x0F || register >= 0x14 && register <= 0x1D || register >= 0x25 && register != 0x2E;
        if (readOnly) {
            return;
        }
        if (register == 0x22 && (value & 0x01) != 0) {
            powerUp();
            return;
        }
        int before = registers[register];
        boolean wasOn = fifoOn();
        registers[register] = value;
        if ((register == 0x10 || register == 0x20) && value >> 5 != before >> 5) {
            timer.start(gyroOn() ? GYRO_HZ[registers[0x10] >> 5] : ACCEL_HZ[registers[0x20] >> 5]);
            unsettled = 20;
        }
        if (!fifoOn()) {
            fifo.clear();
        } else if (!wasOn) {
            fresh = true;
        }
    }

    @Override
    public boolean lineHigh() {
        sample();
        return (registers[0x0C] & 0x08) != 0 && watermarkReached();
    }

    private boolean watermarkReached() {
        int watermark = registers[0x2E] & 0x1F;
        return watermark > 0 && fifo.count() >= watermark;
    }

    private boolean fifoOn() {
        return (registers[0x23] & 0x02) != 0 && registers[0x2E] >> 5 != 0;
    }

    private boolean gyroOn() {
        return registers[0x10] >> 5 != 0;
    }

    private void sample() {
        while (timer.due()) {
            for (int axis = 0; axis < 3; axis++) {
                newest[axis] = gyroOn() ? turn(axis, timer.seconds()) : 0;
                newest[3 + axis] = pull(axis, timer.seconds());
            }
            unsettled = Math.max(0, unsettled - 1);
            if (fifoOn()) {
                if (fresh) {
                    Arrays.fill(newest, NONSENSE);
                    fresh = false;
                }
                fifo.add(registers[0x2E] >> 5 == 1, newest);
            }
        }
    }

    private int pull(int axis, double seconds) {
        double pushed = (registers[0x24] & 0x01) != 0 ? 0.4 * GRAVITY : 0;
        double value = world.acceleration().at(axis, seconds) + pushed;
        return digits(value / GRAVITY * 1_000 / MILLIGRAVITIES[registers[0x20] >> 3 & 3]);
    }

    private int turn(int axis, double seconds) {
        if (unsettled > 0) {
            return NONSENSE;
        }
        double pushed = (registers[0x24] & 0x04) != 0 ? 500 : 0;         // °/s
        double dps = world.rotation().at(axis, seconds) * 180 / Math.PI + pushed;
        return digits(dps * 1_000 / MILLI_DPS[registers[0x10] >> 3 & 3]);
    }

    private static int digits(double exact) {
        return (int) Math.max(-32_768, Math.min(32_767, Math.round(exact)));
    }
}
