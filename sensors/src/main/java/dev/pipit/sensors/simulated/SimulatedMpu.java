package dev.pipit.sensors.simulated;

import java.util.Arrays;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.RegisterChip;
import dev.pipit.sensors.bus.fake.SampleFifo;
import dev.pipit.sensors.bus.fake.SampleTimer;
import dev.pipit.sensors.bus.fake.World;

/**
 * An InvenSense MPU-6050, MPU-6500 or MPU-9250 without its magnetometer: WHO_AM_I, reset, sleep, rate by divider, output
 * registers, FIFO of bytes, INT with every sample, self-test with what the factory noted.
 *
 * <p>Quirks: the MPU-6050 wakes up asleep; an overrun leaves half a sample at the beginning of the FIFO; an empty FIFO
 * gives the last byte again; the FIFO is reset only while it is off; INT is a pulse of 50 µs; for 60 ms after waking the
 * gyroscope gives nonsense; temperature is coded differently by part.
 */
final class SimulatedMpu implements RegisterChip.Map {
    private static final double[] DIGITS_PER_G = {16_384, 8_192, 4_096, 2_048};
    private static final double[] DIGITS_PER_DPS = {131, 65.5, 32.8, 16.4};
    private static final double GRAVITY = 9.80665;
    private static final double SETTLING_SECONDS = 0.06;
    private static final double PULSE_SECONDS = 50e-6;

    private final int identity;
    private final boolean old;                 // an MPU-6050
    private final World world;
    private final Clock clock;
    private final SampleTimer timer;
    private final SampleFifo fifo;             // of bytes
    private final int[] registers = new int[0x80];
    private final int[] newest = new int[7];   // as in the registers: accelerometer, temperature, gyroscope
    private int lastByte;
    private double settled;

    /** @param identity what WHO_AM_I gives: 0x68, 0x70, 0x71 */
    SimulatedMpu(int identity, World world, Clock clock, double error) {
        this.identity = identity;
        this.world = world;
        this.clock = clock;
        old = identity == 0x68;
        timer = new SampleTimer(clock, error);
        fifo = new SampleFifo(old ? 1024 : 512, 1);
    }

    @Override
    public void powerUp() {
        Arrays.fill(registers, 0);
        registers[0x75] = identity;
        registers[0x6B] = old ? 0x40 : 0x01;
        if (old) {
            Arrays.fill(registers, 0x0D, 0x10, 0x8F);                    // 16 for the accelerometer, 15 for the gyroscope
        } else {
            Arrays.fill(registers, 0x00, 0x03, 100);
            Arrays.fill(registers, 0x0D, 0x10, 120);
        }
        fifo.clear();
        Arrays.fill(newest, 0);
        lastByte = 0;
        restart();
    }

    @Override
    public int register(boolean spi, int header) {
        return header & 0x7F;
    }

    @Override
    public int next(boolean spi, int header, int register) {
        return register == 0x74 ? 0x74 : register + 1 & 0x7F;
    }

    @Override
    public int read(int register) {
        sample();
        if (register >= 0x3B && register <= 0x48) {
            return newest[(register - 0x3B) / 2] >> 8 * (register & 1) & 0xFF;
        }
        return switch (register) {
            case 0x3A -> {
                int status = registers[0x3A];
                registers[0x3A] = 0;
                yield status;
            }
            case 0x72 -> fifo.count() >> 8;
            case 0x73 -> fifo.count() & 0xFF;
            case 0x74 -> {
                lastByte = fifo.count() > 0 ? fifo.peek(0) : lastByte;
                fifo.remove();
                yield lastByte;
            }
            default -> registers[register];
        };
    }

    @Override
    public void write(int register, int value) {
        sample();
        boolean readOnly = register >= 0x3A && register <= 0x48 || register >= 0x72;
        if (readOnly) {
            return;
        }
        if (register == 0x6B && (value & 0x80) != 0) {
            powerUp();
            return;
        }
        int before = registers[register];
        registers[register] = value;
        if (register == 0x6A) {
            if ((value & 0x44) == 0x04) {
                fifo.clear();
            }
            registers[0x6A] = value & ~0x0F;                             // the resets are done at once
        }
        boolean wakes = register == 0x6B && (before & 0x40) != 0 && (value & 0x40) == 0;
        settled = wakes ? clock.nanoTime() / 1e9 + SETTLING_SECONDS : settled;
        if (value != before && (register == 0x19 || register == 0x1A || register == 0x6B)) {
            restart();
        }
    }

    private void restart() {
        int filter = registers[0x1A] & 7;
        double base = filter == 0 || filter == 7 ? 8_000 : 1_000;
        boolean asleep = (registers[0x6B] & 0x40) != 0;
        timer.start(asleep ? 0 : base / (1 + registers[0x19]));
    }

    @Override
    public boolean lineHigh() {
        sample();
        return (registers[0x38] & 0x01) != 0 && timer.rateHz() > 0
            && clock.nanoTime() / 1e9 - timer.seconds() < PULSE_SECONDS;
    }

    private void sample() {
        while (timer.due()) {
            double celsius = world.temperature().at(0, timer.seconds()) - 273.15;
            newest[3] = digits(old ? (celsius - 36.53) * 340 : (celsius - 21) * 333.87);
            for (int axis = 0; axis < 3; axis++) {
                newest[axis] = pull(axis, timer.seconds());
                newest[4 + axis] = turn(axis, timer.seconds());
            }
            registers[0x3A] |= 0x01;
            if ((registers[0x6A] & 0x40) != 0) {
                batch();
            }
        }
    }

    private void batch() {
        int chosen = registers[0x23];
        for (int i = 0; i < 7; i++) {
            int bit = i < 3 ? 0x08 : i == 3 ? 0x80 : 0x40 >> i - 4;
            if ((chosen & bit) != 0) {
                add(newest[i] >> 8 & 0xFF);
                add(newest[i] & 0xFF);
            }
        }
    }

    private void add(int value) {
        boolean stops = !old && (registers[0x1A] & 0x40) != 0;
        fifo.add(stops, value);
        if (fifo.overrun()) {
            registers[0x3A] |= 0x10;
            fifo.clearOverrun();
        }
    }

    private int pull(int axis, double seconds) {
        boolean test = (registers[0x1C] << axis & 0x80) != 0;
        double g = world.acceleration().at(axis, seconds) / GRAVITY + (test ? old ? 0.56 : 0.52 : 0);
        return digits(g * DIGITS_PER_G[registers[0x1C] >> 3 & 3]);
    }

    private int turn(int axis, double seconds) {
        if (seconds < settled) {
            return 0x7FFF;
        }
        boolean test = (registers[0x1B] << axis & 0x80) != 0;
        double pushed = !test ? 0 : !old ? 54 : axis == 1 ? -47 : 47;    // °/s
        double dps = world.rotation().at(axis, seconds) * 180 / Math.PI + pushed;
        return digits(dps * DIGITS_PER_DPS[registers[0x1B] >> 3 & 3]);
    }

    private static int digits(double exact) {
        return (int) Math.max(-32_768, Math.min(32_767, Math.round(exact)));
    }
}
