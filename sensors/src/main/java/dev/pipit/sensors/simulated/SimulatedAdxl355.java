package dev.pipit.sensors.simulated;

import java.util.Arrays;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.RegisterChip;
import dev.pipit.sensors.bus.fake.SampleFifo;
import dev.pipit.sensors.bus.fake.SampleTimer;
import dev.pipit.sensors.bus.fake.World;

/**
 * An Analog Devices ADXL355: identity, reset and shadow registers, rates, ranges, FIFO with its watermark on INT1,
 * self-test.
 *
 * <p>Quirks: over SPI the address is shifted; FIFO_DATA does not count on; the FIFO holds single numbers, marks the x,
 * and marks what was read when it was empty; the overrun stays until STATUS is read; filter and range take no value
 * while it measures; for 4 ms after a reset the calibration is not there.
 */
final class SimulatedAdxl355 implements RegisterChip.Map {
    private static final double GRAVITY = 9.80665;
    private static final double[] SELF_TEST = {0.3, -0.3, 1.5};          // g
    private static final int[] CALIBRATION = {0x3C, 0x91, 0x07, 0xE2, 0x58};
    private static final long LOADING_NANOS = 4_000_000;

    private final World world;
    private final Clock clock;
    private final SampleTimer timer;
    private final SampleFifo fifo = new SampleFifo(96, 1);
    private final int[] registers = new int[0x60];
    private final int[] newest = new int[3];
    private long loaded;
    private boolean ready;
    private int part;                          // of the number that is being read

    SimulatedAdxl355(World world, Clock clock, double error) {
        this.world = world;
        this.clock = clock;
        timer = new SampleTimer(clock, error);
    }

    @Override
    public void powerUp() {
        Arrays.fill(registers, 0);
        registers[0x00] = 0xAD;
        registers[0x01] = 0x1D;
        registers[0x02] = 0xED;
        registers[0x03] = 0x01;
        registers[0x29] = 0x60;
        registers[0x2C] = 0x81;
        registers[0x2D] = 0x01;
        loaded = clock.nanoTime() + LOADING_NANOS;
        ready = false;
        fifo.clear();
        timer.start(0);
    }

    @Override
    public int register(boolean spi, int header) {
        return spi ? header >> 1 : header & 0x7F;
    }

    @Override
    public boolean reads(int header) {
        return (header & 1) != 0;
    }

    @Override
    public int next(boolean spi, int header, int register) {
        return register == 0x11 ? register : register + 1;
    }

    @Override
    public int read(int register) {
        sample();
        if (register >= 0x08 && register <= 0x10) {
            return byteOf(newest[(register - 0x08) / 3], (register - 0x08) % 3);
        }
        if (register >= 0x50 && register <= 0x54) {
            return loading() ? 0 : CALIBRATION[register - 0x50];
        }
        return switch (register) {
            case 0x04 -> status();
            case 0x05 -> fifo.count();
            case 0x11 -> number();
            default -> register < registers.length ? registers[register] : 0;
        };
    }

    private int status() {
        int status = (loading() ? 0x10 : 0) | (fifo.overrun() ? 0x04 : 0) | (enough() ? 0x02 : 0) | (ready ? 0x01 : 0);
        fifo.clearOverrun();
        ready = false;
        return status;
    }

    private int number() {
        int value = byteOf(fifo.count() == 0 ? 0b10 : fifo.peek(0), part);
        part = (part + 1) % 3;
        if (part == 0) {
            fifo.remove();
        }
        return value;
    }

    private static int byteOf(int number, int index) {
        return number >> 16 - 8 * index & 0xFF;
    }

    @Override
    public void end() {
        part = 0;
    }

    @Override
    public void write(int register, int value) {
        sample();
        boolean standby = (registers[0x2D] & 1) != 0;
        if (register == 0x2F && value == 0x52) {
            powerUp();
        } else if (register == 0x2D) {
            registers[register] = value;
            timer.start((value & 1) != 0 ? 0 : 4_000 / Math.pow(2, registers[0x28] & 0x0F));
        } else if (register >= 0x1E && register <= 0x2E && (standby || register != 0x28 && register != 0x2C)) {
            registers[register] = value;
        }
    }

    @Override
    public boolean lineHigh() {
        sample();
        return ((registers[0x2A] & 0x02) != 0 && enough()) == ((registers[0x2C] & 0x40) != 0);
    }

    private boolean enough() {
        return fifo.count() >= registers[0x29];
    }

    private boolean loading() {
        return clock.nanoTime() < loaded;
    }

    private void sample() {
        while (timer.due()) {
            ready = true;
            for (int axis = 0; axis < 3; axis++) {
                newest[axis] = digits(axis, world.acceleration().at(axis, timer.seconds())) << 4;
                fifo.add(false, newest[axis] | (axis == 0 ? 0b01 : 0));
            }
        }
    }

    private int digits(int axis, double acceleration) {
        double pulled = acceleration / GRAVITY + ((registers[0x2E] & 3) == 3 ? SELF_TEST[axis] : 0);
        long digits = Math.round(pulled * (512_000 >> (registers[0x2C] & 3)));
        return (int) Math.max(-524_288, Math.min(524_287, digits));
    }
}
