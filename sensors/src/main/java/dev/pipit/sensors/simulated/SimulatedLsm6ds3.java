package dev.pipit.sensors.simulated;

import java.util.Arrays;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.RegisterChip;
import dev.pipit.sensors.bus.fake.SampleFifo;
import dev.pipit.sensors.bus.fake.SampleTimer;
import dev.pipit.sensors.bus.fake.World;

/**
 * An ST LSM6DS3 or LSM6DS3TR-C: WHO_AM_I, reset, both sensors at one rate, FIFO in bypass, FIFO and continuous mode,
 * watermark on INT1, self-test.
 *
 * <p>Quirks: the FIFO is a row of words, an overrun loses words, and where the pattern stands is in FIFO_STATUS3; a full
 * FIFO of the LSM6DS3 has the level 0; FS code 1 of the accelerometer is ±16 g; for 70 ms after being switched on the
 * gyroscope gives nonsense.
 */
final class SimulatedLsm6ds3 implements RegisterChip.Map {
    private static final double[] RATES_HZ = {0, 12.5, 26, 52, 104, 208, 416, 833, 1666, 0, 0, 0, 0, 0, 0, 0};
    private static final double[] MILLIGRAVITIES = {0.061, 0.488, 0.122, 0.244};
    private static final double[] MILLI_DPS = {8.75, 4.375, 17.5, 8.75, 35, 8.75, 70, 8.75};
    private static final double GRAVITY = 9.80665;
    private static final double SETTLING_SECONDS = 0.07;

    private final World world;
    private final Clock clock;
    private final SampleTimer timer;
    private final int identity;
    private final int words;
    private final SampleFifo fifo;
    private final int[] registers = new int[0x80];
    private final int[] accel = new int[3];
    private final int[] gyro = new int[3];
    private int pattern;                       // which of the six words the oldest one is
    private double settled;

    /**
     * @param identity what WHO_AM_I gives
     * @param words    of the FIFO
     */
    SimulatedLsm6ds3(int identity, int words, World world, Clock clock, double error) {
        this.identity = identity;
        this.words = words;
        this.world = world;
        this.clock = clock;
        timer = new SampleTimer(clock, error);
        fifo = new SampleFifo(words, 1);
    }

    @Override
    public void powerUp() {
        Arrays.fill(registers, 0);
        registers[0x0F] = identity;
        registers[0x12] = 0x04;
        empty();
        timer.start(0);
    }

    private void empty() {
        fifo.clear();
        pattern = 0;
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
        return register == 0x3F ? 0x3E : register + 1 & 0x7F;
    }

    @Override
    public int read(int register) {
        sample();
        if (register >= 0x22 && register <= 0x2D) {
            int value = register < 0x28 ? gyro[(register - 0x22) / 2] : accel[(register - 0x28) / 2];
            return value >> 8 * (register & 1) & 0xFF;
        }
        return switch (register) {
            case 0x3A -> fifo.count() & 0xFF;
            case 0x3B -> fifoStatus2();
            case 0x3C -> pattern;
            case 0x3E -> fifo.peek(0) & 0xFF;
            case 0x3F -> {
                int high = fifo.peek(0) >> 8 & 0xFF;
                take();
                yield high;
            }
            default -> registers[register];
        };
    }

    private void take() {
        if (fifo.count() > 0) {
            fifo.remove();
            fifo.clearOverrun();
            pattern = (pattern + 1) % 6;
        }
    }

    private int fifoStatus2() {
        int bits = words == 4096 ? 0x0F : 0x07;
        return (watermarkReached() ? 0x80 : 0) | (fifo.overrun() ? 0x40 : 0) | (fifo.count() == words ? 0x20 : 0)
            | (fifo.count() == 0 ? 0x10 : 0) | fifo.count() >> 8 & bits;
    }

    @Override
    public void write(int register, int value) {
        sample();
        boolean readOnly = register == 0x0F || register > 0x19;
        if (readOnly) {
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
            empty();
        }
    }

    @Override
    public boolean lineHigh() {
        sample();
        return (registers[0x0D] & 0x08) != 0 && watermarkReached();
    }

    private boolean watermarkReached() {
        int watermark = (registers[0x07] & 0x0F) << 8 | registers[0x06];
        return watermark > 0 && fifo.count() >= watermark;
    }

    private void sample() {
        while (timer.due()) {
            boolean gyroOn = registers[0x11] >> 4 != 0;
            boolean accelOn = registers[0x10] >> 4 != 0;
            for (int axis = 0; axis < 3; axis++) {
                gyro[axis] = gyroOn ? turn(axis, timer.seconds()) : 0;
                accel[axis] = accelOn ? pull(axis, timer.seconds()) : 0;
            }
            if ((registers[0x0A] & 7) != 0 && (registers[0x0A] >> 3 & 0x0F) != 0) {
                batch((registers[0x08] >> 3 & 7) == 1, gyro);
                batch((registers[0x08] & 7) == 1, accel);
            }
        }
    }

    private void batch(boolean batched, int[] axes) {
        for (int axis = 0; axis < 3 && batched; axis++) {
            boolean stops = (registers[0x0A] & 7) == 1;
            if (fifo.count() == words && !stops) {
                pattern = (pattern + 1) % 6;
            }
            fifo.add(stops, axes[axis]);
        }
    }

    private int pull(int axis, double seconds) {
        int test = registers[0x14] & 3;
        double pushed = test == 1 ? 0.5 * GRAVITY : test == 2 ? -0.5 * GRAVITY : 0;
        double value = world.acceleration().at(axis, seconds) + pushed;
        return digits(value / GRAVITY * 1_000 / MILLIGRAVITIES[registers[0x10] >> 2 & 3]);
    }

    private int turn(int axis, double seconds) {
        if (seconds < settled) {
            return 0x7FFF;
        }
        int test = registers[0x14] >> 2 & 3;
        double pushed = test == 1 ? 300 : test == 3 ? -300 : 0;          // °/s
        double dps = world.rotation().at(axis, seconds) * 180 / Math.PI + pushed;
        return digits(dps * 1_000 / MILLI_DPS[registers[0x11] >> 1 & 7]);
    }

    private static int digits(double exact) {
        return (int) Math.max(-32_768, Math.min(32_767, Math.round(exact)));
    }
}
