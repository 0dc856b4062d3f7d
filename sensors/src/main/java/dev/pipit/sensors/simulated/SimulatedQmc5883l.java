package dev.pipit.sensors.simulated;

import java.util.Arrays;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.RegisterChip;
import dev.pipit.sensors.bus.fake.SampleTimer;
import dev.pipit.sensors.bus.fake.World;

/**
 * A QST QMC5883L: reset, rates, ranges, continuous mode, overflow, skipped samples, line DRDY.
 *
 * <p>Quirks: it is ready until any data register is read, and has skipped until all are; without the set/reset period
 * that the data sheet demands it measures its own magnetism along; the address goes round over registers 0 to 6 if it is
 * told so.
 */
final class SimulatedQmc5883l implements RegisterChip.Map {
    private static final double[] RATES_HZ = {10, 50, 100, 200};
    private static final double[] TESLA_PER_DIGIT = {1e-4 / 12_000, 1e-4 / 3_000};
    private static final double MAGNETISM = 30e-6;                       // T, made up

    private final World world;
    private final SampleTimer timer;
    private final int[] registers = new int[0x0E];
    private final int[] newest = new int[3];
    private boolean ready;
    private boolean overflow;
    private boolean skipped;

    SimulatedQmc5883l(World world, Clock clock, double error) {
        this.world = world;
        timer = new SampleTimer(clock, error);
    }

    @Override
    public void powerUp() {
        Arrays.fill(registers, 0);
        registers[0x0D] = 0xFF;
        ready = false;
        overflow = false;
        skipped = false;
        timer.start(0);
    }

    @Override
    public int next(boolean spi, int header, int register) {
        return register == 0x06 && (registers[0x0A] & 0x40) != 0 ? 0 : register + 1;
    }

    @Override
    public int read(int register) {
        sample();
        if (register <= 0x05) {
            ready = false;
            if (register == 0x05) {
                skipped = false;
            }
            return newest[register / 2] >> 8 * (register & 1) & 0xFF;
        }
        if (register == 0x06) {
            return (ready ? 1 : 0) | (overflow ? 2 : 0) | (skipped ? 4 : 0);
        }
        return register < registers.length ? registers[register] : 0;
    }

    @Override
    public void write(int register, int value) {
        sample();
        if (register == 0x0A && (value & 0x80) != 0) {
            powerUp();
        } else if (register >= 0x09 && register <= 0x0B) {
            registers[register] = value;
            if (register == 0x09) {
                timer.start((value & 3) == 1 ? RATES_HZ[value >> 2 & 3] : 0);
            }
        }
    }

    @Override
    public boolean lineHigh() {
        sample();
        return ready && (registers[0x0A] & 0x01) == 0;
    }

    private void sample() {
        while (timer.due()) {
            skipped |= ready;
            ready = true;
            overflow = false;
            for (int axis = 0; axis < 3; axis++) {
                double field = world.field().at(axis, timer.seconds()) + (registers[0x0B] == 0x01 ? 0 : MAGNETISM);
                long digits = Math.round(field / TESLA_PER_DIGIT[registers[0x09] >> 4 & 1]);
                overflow |= digits != (short) digits;
                newest[axis] = (int) Math.max(-32_768, Math.min(32_767, digits));
            }
        }
    }
}
