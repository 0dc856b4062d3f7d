package dev.pipit.sensors.simulated;

import java.util.Arrays;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.RegisterChip;
import dev.pipit.sensors.bus.fake.SampleTimer;
import dev.pipit.sensors.bus.fake.World;

/**
 * An ST LIS3MDL: identity, reset, rates, ranges, continuous mode, line DRDY, self-test.
 *
 * <p>Quirks: the address counts on only with bit 7 of the first byte over I2C, bit 6 over SPI, and goes round over the
 * six data registers, so that the temperature behind them is never reached; the fast rates depend on the mode of power,
 * and ignore the rate bits.
 */
final class SimulatedLis3mdl implements RegisterChip.Map {
    private static final double[] RATES_HZ = {0.625, 1.25, 2.5, 5, 10, 20, 40, 80};
    private static final double[] FAST_RATES_HZ = {1000, 560, 300, 155};
    private static final int[] DIGITS_PER_GAUSS = {6842, 3421, 2281, 1711};
    private static final double TESLA_PER_GAUSS = 1e-4;
    private static final double[] SELF_TEST = {2, 2, 0.5};               // gauss

    private final World world;
    private final SampleTimer timer;
    private final int[] registers = new int[0x40];
    private final int[] newest = new int[3];
    private boolean unread;
    private boolean overrun;

    SimulatedLis3mdl(World world, Clock clock, double error) {
        this.world = world;
        timer = new SampleTimer(clock, error);
    }

    @Override
    public void powerUp() {
        Arrays.fill(registers, 0);
        registers[0x0F] = 0x3D;
        registers[0x20] = 0x10;
        registers[0x22] = 0x03;
        unread = false;
        overrun = false;
        timer.start(0);
    }

    @Override
    public int register(boolean spi, int header) {
        return header & 0x3F;
    }

    @Override
    public int next(boolean spi, int header, int register) {
        if ((header & (spi ? 0x40 : 0x80)) == 0) {
            return register;
        }
        return register == 0x2D ? 0x28 : register + 1 & 0x3F;
    }

    @Override
    public int read(int register) {
        sample();
        if (register >= 0x28 && register <= 0x2D) {
            if (register == 0x2D) {
                unread = false;
                overrun = false;
            }
            boolean high = (register & 1) != 0 != ((registers[0x23] & 0x02) != 0);
            return newest[(register - 0x28) / 2] >> (high ? 8 : 0) & 0xFF;
        }
        return register == 0x27 ? (overrun ? 0xF0 : 0) | (unread ? 0x0F : 0) : registers[register];
    }

    @Override
    public void write(int register, int value) {
        sample();
        if (register == 0x21 && (value & 0x04) != 0) {
            powerUp();
        } else if (register >= 0x20 && register <= 0x24 || register == 0x30 || register == 0x32 || register == 0x33) {
            int before = registers[register];
            registers[register] = value;
            if ((register == 0x20 || register == 0x22) && value != before) {
                timer.start((registers[0x22] & 0x03) == 0 ? rateHz(registers[0x20]) : 0);
            }
        }
    }

    private static double rateHz(int control) {
        return (control & 0x02) != 0 ? FAST_RATES_HZ[control >> 5 & 3] : RATES_HZ[control >> 2 & 7];
    }

    @Override
    public boolean lineHigh() {
        sample();
        return unread;
    }

    private void sample() {
        while (timer.due()) {
            overrun |= unread;
            unread = true;
            for (int axis = 0; axis < 3; axis++) {
                double gauss = world.field().at(axis, timer.seconds()) / TESLA_PER_GAUSS
                    + ((registers[0x20] & 1) != 0 ? SELF_TEST[axis] : 0);
                long digits = Math.round(gauss * DIGITS_PER_GAUSS[registers[0x21] >> 5 & 3]);
                newest[axis] = (int) Math.max(-32_768, Math.min(32_767, digits));
            }
        }
    }
}
