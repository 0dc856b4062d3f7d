package dev.pipit.sensors.simulated;

import java.util.Arrays;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.RegisterChip;
import dev.pipit.sensors.bus.fake.SampleFifo;
import dev.pipit.sensors.bus.fake.SampleTimer;
import dev.pipit.sensors.bus.fake.World;

/**
 * An ST LIS3DH: WHO_AM_I, CTRL_REG1 to 5, FIFO in bypass, FIFO and stream mode, watermark on INT1, self-test.
 *
 * <p>Quirks: the address counts on only with bit 7 of the first byte over I2C, bit 6 over SPI; the level of the FIFO
 * has 5 bits, 32 samples are 31 and the overrun bit.
 */
final class SimulatedLis3dh implements RegisterChip.Map {
    private static final double[] RATES_HZ = {0, 1, 10, 25, 50, 100, 200, 400, 0, 1344};
    private static final double[] MILLIGRAVITIES = {1, 2, 4, 12};        // a digit of 12 bits
    private static final double GRAVITY = 9.80665;
    private static final double SELF_TEST = 0.4 * GRAVITY;               // 100 digits of 4 mg

    private final World world;
    private final SampleTimer timer;
    private final SampleFifo fifo = new SampleFifo(32, 3);
    private final int[] registers = new int[0x40];
    private final int[] newest = new int[3];

    SimulatedLis3dh(World world, Clock clock, double error) {
        this.world = world;
        timer = new SampleTimer(clock, error);
    }

    @Override
    public void powerUp() {
        Arrays.fill(registers, 0);
        registers[0x0F] = 0x33;
        registers[0x20] = 0x07;
        fifo.clear();
        timer.start(0);
    }

    @Override
    public int register(boolean spi, int header) {
        return header & (spi ? 0x3F : 0x7F);
    }

    @Override
    public int next(boolean spi, int header, int register) {
        return (header & (spi ? 0x40 : 0x80)) != 0 ? register + 1 & 0x3F : register;
    }

    @Override
    public int read(int register) {
        sample();
        if (register >= 0x28 && register <= 0x2D) {
            int axis = (register - 0x28) / 2;
            int value = fifoOn() ? fifo.peek(axis) : newest[axis];
            if (register == 0x2D && fifoOn()) {
                fifo.remove();
                fifo.clearOverrun();
            }
            return (register & 1) == 0 ? value & 0xFF : value >> 8 & 0xFF;
        }
        if (register == 0x2F) {
            boolean full = fifo.count() == 32;
            return (lineHigh() ? 0x80 : 0) | (full ? 0x40 : 0) | (fifo.count() == 0 ? 0x20 : 0)
                | Math.min(31, fifo.count());
        }
        return registers[register];
    }

    @Override
    public void write(int register, int value) {
        sample();
        if (register < 0x1E || register >= 0x26 && register != 0x2E) {
            return;                                                      // read-only, or of no use here
        }
        int before = registers[register];
        registers[register] = value;
        if (register == 0x20 && value >> 4 != before >> 4) {
            timer.start(value >> 4 < RATES_HZ.length ? RATES_HZ[value >> 4] : 0);
        }
        if (register == 0x2E && value >> 6 == 0) {
            fifo.clear();
        }
    }

    @Override
    public boolean lineHigh() {
        sample();
        return (registers[0x22] & 0x04) != 0 && fifoOn() && fifo.count() >= (registers[0x2E] & 0x1F);
    }

    private boolean fifoOn() {
        return (registers[0x24] & 0x40) != 0 && registers[0x2E] >> 6 != 0;
    }

    private void sample() {
        while (timer.due()) {
            for (int axis = 0; axis < 3; axis++) {
                newest[axis] = digits(world.acceleration().at(axis, timer.seconds()));
            }
            if (fifoOn()) {
                fifo.add(registers[0x2E] >> 6 == 1, newest);
            }
        }
    }

    /** Left-justified. */
    private int digits(double acceleration) {
        double pulled = acceleration + ((registers[0x23] & 0x06) == 0x02 ? SELF_TEST : 0);
        double digits = pulled / GRAVITY * 1_000 / MILLIGRAVITIES[registers[0x23] >> 4 & 3];
        int bits = (registers[0x23] & 0x08) != 0 ? 12 : 10;
        double coarse = digits / (1 << 12 - bits);
        int most = (1 << bits - 1) - 1;
        return (int) Math.max(-most - 1, Math.min(most, Math.round(coarse))) << 16 - bits;
    }
}
