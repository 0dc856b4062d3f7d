package dev.pipit.sensors.simulated;

import java.util.Arrays;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.RegisterChip;
import dev.pipit.sensors.bus.fake.SampleFifo;
import dev.pipit.sensors.bus.fake.SampleTimer;
import dev.pipit.sensors.bus.fake.World;

/**
 * An ST LSM6DSOX: WHO_AM_I, reset, both sensors at one rate, FIFO in bypass, FIFO and continuous mode with tags,
 * watermark on INT1, self-test.
 *
 * <p>Quirks: FS code 1 of the accelerometer is ±16 g; a burst from the FIFO goes round; an overrun loses words, not
 * samples; its flag is latched until it is read; for 70 ms after being switched on the gyroscope gives nonsense; with
 * another page selected no register is what it seems.
 */
final class SimulatedLsm6dsox implements RegisterChip.Map {
    private static final double[] RATES_HZ = {0, 12.5, 26, 52, 104, 208, 416, 833, 1666, 3332, 6664, 0, 0, 0, 0, 0};
    private static final double[] MILLIGRAVITIES = {0.061, 0.488, 0.122, 0.244};
    private static final double[] MILLI_DPS = {8.75, 4.375, 17.5, 8.75, 35, 8.75, 70, 8.75};
    private static final double GRAVITY = 9.80665;
    private static final double SETTLING_SECONDS = 0.07;

    private final World world;
    private final Clock clock;
    private final SampleTimer timer;
    private final SampleFifo fifo = new SampleFifo(512, 4);              // tag and three axes
    private final int[] registers = new int[0x80];
    private final int[] accel = new int[3];
    private final int[] gyro = new int[3];
    private final int[] word = new int[4];                               // of the FIFO: tag and axes
    private int slot;
    private double settled;

    SimulatedLsm6dsox(World world, Clock clock, double error) {
        this.world = world;
        this.clock = clock;
        timer = new SampleTimer(clock, error);
    }

    @Override
    public void powerUp() {
        Arrays.fill(registers, 0);
        registers[0x0F] = 0x6C;
        registers[0x12] = 0x04;
        registers[0x18] = 0xE0;
        fifo.clear();
        timer.start(0);
        slot = 0;
    }

    @Override
    public int register(boolean spi, int header) {
        return header & 0x7F;
    }

    @Override
    public int next(boolean spi, int header, int register) {
        if ((registers[0x12] & 0x04) == 0) {
            return register;
        }
        return register == 0x7E ? 0x78 : register + 1 & 0x7F;
    }

    @Override
    public int read(int register) {
        sample();
        if (registers[0x01] != 0 && register != 0x01) {
            return 0;
        }
        if (register >= 0x22 && register <= 0x2D) {
            int value = register < 0x28 ? gyro[(register - 0x22) / 2] : accel[(register - 0x28) / 2];
            return value >> 8 * (register & 1) & 0xFF;
        }
        if (register >= 0x78 && register <= 0x7E) {
            return fifoByte(register);
        }
        return switch (register) {
            case 0x3A -> fifo.count() & 0xFF;
            case 0x3B -> fifoStatus2();
            default -> registers[register];
        };
    }

    private int fifoByte(int register) {
        int value = register == 0x78 ? fifo.peek(0) : fifo.peek(1 + (register - 0x79) / 2);
        int given = register == 0x78 ? value : value >> 8 * (register + 1 & 1) & 0xFF;
        if (register == 0x7E) {
            fifo.remove();
        }
        return given;
    }

    private int fifoStatus2() {
        int full = fifo.count() == 512 ? 0x60 : 0;
        int latched = fifo.overrun() ? 0x08 : 0;
        fifo.clearOverrun();
        return (watermarkReached() ? 0x80 : 0) | full | latched | fifo.count() >> 8;
    }

    @Override
    public void write(int register, int value) {
        sample();
        boolean readOnly = register == 0x0F || register > 0x19;
        if (readOnly || registers[0x01] != 0 && register != 0x01) {
            return;
        }
        if (register == 0x12 && (value & 0x01) != 0) {
            powerUp();
            return;
        }
        int before = registers[register];
        registers[register] = value;
        if ((register == 0x10 || register == 0x11) && value >> 4 != before >> 4) {
            timer.start(Math.max(RATES_HZ[registers[0x10] >> 4], RATES_HZ[registers[0x11] >> 4]));
            settled = clock.nanoTime() / 1e9 + SETTLING_SECONDS;
        }
        if (register == 0x0A && (value & 7) == 0) {
            fifo.clear();
        }
    }

    @Override
    public boolean lineHigh() {
        sample();
        return (registers[0x0D] & 0x08) != 0 && watermarkReached();
    }

    private boolean watermarkReached() {
        int watermark = (registers[0x08] & 1) << 8 | registers[0x07];
        return watermark > 0 && fifo.count() >= watermark;
    }

    private void sample() {
        while (timer.due()) {
            slot = slot + 1 & 3;
            boolean gyroOn = registers[0x11] >> 4 != 0;
            boolean accelOn = registers[0x10] >> 4 != 0;
            for (int axis = 0; axis < 3; axis++) {
                gyro[axis] = gyroOn ? turn(axis, timer.seconds()) : 0;
                accel[axis] = accelOn ? pull(axis, timer.seconds()) : 0;
            }
            batch(1, gyroOn && registers[0x09] >> 4 != 0, gyro);
            batch(2, accelOn && (registers[0x09] & 0x0F) != 0, accel);
        }
    }

    private void batch(int sensor, boolean batched, int[] axes) {
        int mode = registers[0x0A] & 7;
        if (batched && mode != 0) {
            int tag = sensor << 3 | slot << 1;
            word[0] = tag | Integer.bitCount(tag) & 1;
            System.arraycopy(axes, 0, word, 1, 3);
            fifo.add(mode == 1, word);
        }
    }

    private int pull(int axis, double seconds) {
        int test = registers[0x14] & 3;
        double pushed = test == 1 ? 0.3 * GRAVITY : test == 2 ? -0.3 * GRAVITY : 0;
        double value = world.acceleration().at(axis, seconds) + pushed;
        return digits(value / GRAVITY * 1_000 / MILLIGRAVITIES[registers[0x10] >> 2 & 3]);
    }

    private int turn(int axis, double seconds) {
        if (seconds < settled) {
            return 0x7FFF;
        }
        int test = registers[0x14] >> 2 & 3;
        double pushed = test == 1 ? 400 : test == 3 ? -400 : 0;          // °/s
        double dps = world.rotation().at(axis, seconds) * 180 / Math.PI + pushed;
        return digits(dps * 1_000 / MILLI_DPS[registers[0x11] >> 1 & 7]);
    }

    private static int digits(double exact) {
        return (int) Math.max(-32_768, Math.min(32_767, Math.round(exact)));
    }
}
