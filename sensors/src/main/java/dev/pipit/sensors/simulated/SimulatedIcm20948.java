package dev.pipit.sensors.simulated;

import java.util.Arrays;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.RegisterChip;
import dev.pipit.sensors.bus.fake.SampleFifo;
import dev.pipit.sensors.bus.fake.SampleTimer;
import dev.pipit.sensors.bus.fake.World;

/**
 * An InvenSense ICM-20948 without its magnetometer: banks, WHO_AM_I, reset, sleep, rate by divider, output registers,
 * FIFO of bytes, INT1 with every sample.
 *
 * <p>Quirks: a register is another one in each bank; it wakes up asleep and in bank 0; while bit 0 of FIFO_RST is set the
 * FIFO stays empty; an overrun leaves half a sample at its beginning; the interrupt is a pulse of 50 µs; for 60 ms after
 * waking the gyroscope gives nonsense.
 */
final class SimulatedIcm20948 implements RegisterChip.Map {
    private static final int BANK_SELECT = 0x7F;
    private static final double[] DIGITS_PER_G = {16_384, 8_192, 4_096, 2_048};
    private static final double[] DIGITS_PER_DPS = {131, 65.5, 32.8, 16.4};
    private static final double GRAVITY = 9.80665;
    private static final double SETTLING_SECONDS = 0.06;
    private static final double PULSE_SECONDS = 50e-6;

    private final World world;
    private final Clock clock;
    private final SampleTimer timer;
    private final SampleFifo fifo = new SampleFifo(512, 1);              // of bytes
    private final int[][] banks = new int[4][0x80];
    private final int[] newest = new int[7];   // as in the registers: accelerometer, gyroscope, temperature
    private int bank;
    private double settled;

    SimulatedIcm20948(World world, Clock clock, double error) {
        this.world = world;
        this.clock = clock;
        timer = new SampleTimer(clock, error);
    }

    @Override
    public void powerUp() {
        for (int[] each : banks) {
            Arrays.fill(each, 0);
        }
        bank = 0;
        banks[0][0x00] = 0xEA;
        banks[0][0x05] = 0x40;
        banks[0][0x06] = 0x41;
        banks[2][0x01] = 0x01;
        banks[2][0x14] = 0x01;
        fifo.clear();
        Arrays.fill(newest, 0);
        timer.start(0);
    }

    @Override
    public int register(boolean spi, int header) {
        return header & 0x7F;
    }

    @Override
    public int next(boolean spi, int header, int register) {
        return bank == 0 && register == 0x72 ? 0x72 : register + 1 & 0x7F;
    }

    @Override
    public int read(int register) {
        sample();
        if (register == BANK_SELECT) {
            return bank << 4;
        }
        if (bank != 0) {
            return banks[bank][register];
        }
        if (register >= 0x2D && register <= 0x3A) {
            return newest[(register - 0x2D) / 2] >> 8 * (register & 1) & 0xFF;
        }
        return switch (register) {
            case 0x1B -> {
                int status = banks[0][0x1B];
                banks[0][0x1B] = 0;
                yield status;
            }
            case 0x70 -> fifo.count() >> 8;
            case 0x71 -> fifo.count() & 0xFF;
            case 0x72 -> {
                int value = fifo.peek(0);
                fifo.remove();
                yield value;
            }
            default -> banks[0][register];
        };
    }

    @Override
    public void write(int register, int value) {
        sample();
        if (register == BANK_SELECT) {
            bank = value >> 4 & 3;
        } else if (bank == 0) {
            writeBank0(register, value);
        } else {
            int before = banks[bank][register];
            banks[bank][register] = value;
            if (bank == 2 && value != before) {
                restart();
            }
        }
    }

    private void writeBank0(int register, int value) {
        boolean readOnly = register == 0x00 || register >= 0x17 && register <= 0x52 || register >= 0x70 && register != 0x76;
        if (readOnly) {
            return;
        }
        if (register == 0x06 && (value & 0x80) != 0) {
            powerUp();
            return;
        }
        int before = banks[0][register];
        banks[0][register] = value;
        if (register == 0x06 && value != before) {
            settled = (before & 0x40) != 0 ? clock.nanoTime() / 1e9 + SETTLING_SECONDS : settled;
            restart();
        }
        if (register == 0x68 && (value & 0x01) != 0) {
            fifo.clear();
        }
    }

    private void restart() {
        boolean filtered = (banks[2][0x01] & 1) != 0;
        boolean asleep = (banks[0][0x06] & 0x40) != 0;
        timer.start(asleep ? 0 : filtered ? 1_125.0 / (1 + banks[2][0x00]) : 9_000);
    }

    @Override
    public boolean lineHigh() {
        sample();
        return (banks[0][0x11] & 0x01) != 0 && timer.rateHz() > 0
            && clock.nanoTime() / 1e9 - timer.seconds() < PULSE_SECONDS;
    }

    private void sample() {
        while (timer.due()) {
            for (int axis = 0; axis < 3; axis++) {
                newest[axis] = pull(axis, timer.seconds());
                newest[3 + axis] = turn(axis, timer.seconds());
            }
            newest[6] = digits((world.temperature().at(0, timer.seconds()) - 273.15 - 21) * 333.87);
            if ((banks[0][0x03] & 0x40) != 0 && (banks[0][0x68] & 0x01) == 0) {
                batch();
            }
        }
    }

    private void batch() {
        int chosen = banks[0][0x67];
        for (int i = 0; i < 7; i++) {
            int bit = i < 3 ? 0x10 : i < 6 ? 0x02 << i - 3 : 0x01;
            if ((chosen & bit) != 0) {
                add(newest[i] >> 8 & 0xFF);
                add(newest[i] & 0xFF);
            }
        }
    }

    private void add(int value) {
        fifo.add((banks[0][0x69] & 0x01) != 0, value);
        if (fifo.overrun()) {
            banks[0][0x1B] |= 0x01;
            fifo.clearOverrun();
        }
    }

    private int pull(int axis, double seconds) {
        return digits(world.acceleration().at(axis, seconds) / GRAVITY * DIGITS_PER_G[banks[2][0x14] >> 1 & 3]);
    }

    private int turn(int axis, double seconds) {
        if (seconds < settled) {
            return 0x7FFF;
        }
        return digits(world.rotation().at(axis, seconds) * 180 / Math.PI * DIGITS_PER_DPS[banks[2][0x01] >> 1 & 3]);
    }

    private static int digits(double exact) {
        return (int) Math.max(-32_768, Math.min(32_767, Math.round(exact)));
    }
}
