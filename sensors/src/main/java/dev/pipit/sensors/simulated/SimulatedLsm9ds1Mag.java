package dev.pipit.sensors.simulated;

import java.util.Arrays;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.RegisterChip;
import dev.pipit.sensors.bus.fake.SampleTimer;
import dev.pipit.sensors.bus.fake.World;

/**
 * The magnetometer of an ST LSM9DS1: WHO_AM_I_M, reset, rates from 0.625 to 80 Hz, status with overrun, DRDY_M,
 * self-test.
 *
 * <p>Quirks: over SPI nothing can be read before bit 2 of CTRL_REG3_M is set; the address counts on only with bit 7 of
 * the first byte over I2C, bit 6 over SPI.
 */
final class SimulatedLsm9ds1Mag implements RegisterChip.Map {
    private static final double[] RATES_HZ = {0.625, 1.25, 2.5, 5, 10, 20, 40, 80};
    private static final double[] MILLIGAUSS = {0.14, 0.29, 0.43, 0.58};
    private static final double[] SELF_TEST_GAUSS = {2, -2, 0.5};

    private final World world;
    private final SampleTimer timer;
    private final int[] registers = new int[0x80];
    private final int[] newest = new int[3];
    private boolean overSpi;
    private boolean available;
    private boolean overrun;

    SimulatedLsm9ds1Mag(World world, Clock clock, double error) {
        this.world = world;
        timer = new SampleTimer(clock, error);
    }

    @Override
    public void powerUp() {
        Arrays.fill(registers, 0);
        registers[0x0F] = 0x3D;
        registers[0x20] = 0x10;
        registers[0x22] = 0x03;
        available = false;
        overrun = false;
        timer.start(0);
    }

    @Override
    public int register(boolean spi, int header) {
        overSpi = spi;
        return header & (spi ? 0x3F : 0x7F);
    }

    @Override
    public int next(boolean spi, int header, int register) {
        return (header & (spi ? 0x40 : 0x80)) != 0 ? register + 1 & 0x3F : register;
    }

    @Override
    public int read(int register) {
        sample();
        if (overSpi && (registers[0x22] & 0x04) == 0) {
            return 0xFF;
        }
        if (register == 0x27) {
            return (overrun ? 0xF0 : 0) | (available ? 0x0F : 0);
        }
        if (register >= 0x28 && register <= 0x2D) {
            int value = newest[(register - 0x28) / 2];
            if (register == 0x2D) {
                available = false;
                overrun = false;
            }
            return value >> 8 * (register & 1) & 0xFF;
        }
        return registers[register];
    }

    @Override
    public void write(int register, int value) {
        sample();
        if (register < 0x20 || register > 0x24) {
            return;
        }
        if (register == 0x21 && (value & 0x04) != 0) {
            powerUp();
            return;
        }
        int before = registers[register];
        registers[register] = value;
        boolean runs = (registers[0x22] & 3) == 0;
        if (register == 0x22 && (before & 3) != (value & 3) || register == 0x20 && (before >> 2 & 7) != (value >> 2 & 7)) {
            timer.start(runs ? RATES_HZ[registers[0x20] >> 2 & 7] : 0);
        }
    }

    @Override
    public boolean lineHigh() {
        sample();
        return available;
    }

    private void sample() {
        while (timer.due()) {
            overrun |= available;
            available = true;
            for (int axis = 0; axis < 3; axis++) {
                double test = (registers[0x20] & 0x01) != 0 ? SELF_TEST_GAUSS[axis] : 0;
                double gauss = world.field().at(axis, timer.seconds()) * 1e4 + test;
                double digits = gauss * 1_000 / MILLIGAUSS[registers[0x21] >> 5 & 3];
                newest[axis] = (int) Math.max(-32_768, Math.min(32_767, Math.round(digits)));
            }
        }
    }
}
