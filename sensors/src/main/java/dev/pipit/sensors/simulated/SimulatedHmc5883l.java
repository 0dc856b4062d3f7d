package dev.pipit.sensors.simulated;

import java.util.Arrays;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.RegisterChip;
import dev.pipit.sensors.bus.fake.World;

/**
 * A Honeywell HMC5883L: identity, gains, single measurements, self-test. Its continuous mode is left out.
 *
 * <p>Quirks: the data stand in the order x, z, y; a measurement takes 6 ms, the chip is idle after it, and ready until
 * its data are read; a gain counts from the next but one measurement; beyond the range it gives −4096; the data are
 * locked while only some were read, or after the mode was; the address goes from the last data register to the first;
 * after power-up it makes one measurement by itself.
 */
final class SimulatedHmc5883l implements RegisterChip.Map {
    private static final int[] DIGITS_PER_GAUSS = {1370, 1090, 820, 660, 440, 390, 330, 230};
    private static final double TESLA_PER_GAUSS = 1e-4;
    private static final double[] SELF_TEST = {1.16, 1.16, 1.08};        // gauss
    private static final int[] AXES = {0, 2, 1};                         // in the order of the data
    private static final double MEASURING_NANOS = 6e6;
    private static final int LIMIT = 2047;

    private final World world;
    private final Clock clock;
    private final long measuringNanos;
    private final int[] registers = new int[0x0D];
    private final int[] data = new int[3];
    private int gain;                          // of the next measurement
    private int unread;                        // data registers, one bit each; 0 if nothing was begun
    private boolean modeWasRead;
    private boolean measuring;
    private boolean ready;
    private long until;

    SimulatedHmc5883l(World world, Clock clock, double error) {
        this.world = world;
        this.clock = clock;
        measuringNanos = Math.round(MEASURING_NANOS / (1 + error));
    }

    @Override
    public void powerUp() {
        Arrays.fill(registers, 0);
        registers[0x00] = 0x10;
        registers[0x01] = 0x20;
        registers[0x0A] = 'H';
        registers[0x0B] = '4';
        registers[0x0C] = '3';
        Arrays.fill(data, 0);
        gain = 1;
        ready = false;
        setMode(0x01);
    }

    @Override
    public int next(boolean spi, int header, int register) {
        return register == 0x08 ? 0x03 : register + 1;
    }

    @Override
    public int read(int register) {
        measure();
        if (register >= 0x03 && register <= 0x08) {
            int index = register - 0x03;
            unread = (unread == 0 ? 0x3F : unread) & ~(1 << index);
            modeWasRead = false;
            ready = false;
            return data[index / 2] >> ((index & 1) == 0 ? 8 : 0) & 0xFF;
        }
        if (register == 0x09) {
            return (locked() ? 2 : 0) | (ready ? 1 : 0);
        }
        modeWasRead |= register == 0x02;
        return register < registers.length ? registers[register] : 0;
    }

    @Override
    public void write(int register, int value) {
        measure();
        if (register == 0x02) {
            setMode(value);
        } else if (register < 0x02) {
            registers[register] = value;
            unread = register == 0 ? 0 : unread;
        }
    }

    private void setMode(int mode) {
        registers[0x02] = mode;
        unread = 0;
        modeWasRead = false;
        measuring = (mode & 3) == 1;
        until = clock.nanoTime() + measuringNanos;
    }

    private boolean locked() {
        return unread != 0 || modeWasRead;
    }

    private void measure() {
        if (!measuring || clock.nanoTime() < until) {
            return;
        }
        measuring = false;
        registers[0x02] |= 0x03;
        if (!locked()) {
            for (int i = 0; i < 3; i++) {
                data[i] = digits(AXES[i]);
            }
            ready = true;
        }
        gain = registers[0x01] >> 5;
    }

    private int digits(int axis) {
        double gauss = (registers[0x00] & 3) == 1 ? SELF_TEST[axis]
            : world.field().at(axis, until / 1e9) / TESLA_PER_GAUSS;
        long digits = Math.round(gauss * DIGITS_PER_GAUSS[gain]);
        return Math.abs(digits) > LIMIT ? -4096 : (int) digits;
    }
}
