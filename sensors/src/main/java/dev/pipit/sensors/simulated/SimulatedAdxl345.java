package dev.pipit.sensors.simulated;

import java.util.Arrays;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.RegisterChip;
import dev.pipit.sensors.bus.fake.SampleFifo;
import dev.pipit.sensors.bus.fake.SampleTimer;
import dev.pipit.sensors.bus.fake.World;

/**
 * An Analog Devices ADXL345: identity, offsets, rates, ranges, full resolution or 10 bits, FIFO in bypass, FIFO and
 * stream mode, interrupts on INT1, self-test of a chip at 3.3 V.
 *
 * <p>Quirks: over SPI the address counts on only with bit 6, and does not go round; a transaction that touches a data
 * register takes a sample out of the FIFO, however short it was; besides the 32 samples of the FIFO one stands at the
 * filter's output; the watermark and overrun flags go by reading data, not by reading INT_SOURCE; the last bit is 0 at
 * 1600 and 3200 Hz.
 */
final class SimulatedAdxl345 implements RegisterChip.Map {
    private static final double GRAVITY = 9.80665;
    private static final double[] SELF_TEST = {1.2, -1.2, 1.8};          // g
    private static final int DATA_READY = 0x80;
    private static final int WATERMARK = 0x02;
    private static final int OVERRUN = 0x01;

    private final World world;
    private final SampleTimer timer;
    private final SampleFifo fifo = new SampleFifo(33, 3);
    private final int[] registers = new int[0x40];
    private final int[] newest = new int[3];
    private boolean unread;                    // the newest sample, in bypass mode
    private boolean overrun;
    private boolean touched;                   // data registers, in this transaction

    SimulatedAdxl345(World world, Clock clock, double error) {
        this.world = world;
        timer = new SampleTimer(clock, error);
    }

    @Override
    public void powerUp() {
        Arrays.fill(registers, 0);
        registers[0x00] = 0xE5;
        registers[0x2C] = 0x0A;
        fifo.clear();
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
        return spi && (header & 0x40) == 0 ? register : register + 1 & 0x3F;
    }

    @Override
    public int read(int register) {
        sample();
        if (register >= 0x32 && register <= 0x37) {
            touched = true;
            int axis = (register - 0x32) / 2;
            int value = bypass() ? newest[axis] : fifo.peek(axis);
            return (register & 1) == 0 ? value & 0xFF : value >> 8 & 0xFF;
        }
        return switch (register) {
            case 0x30 -> events();
            case 0x39 -> Math.min(32, fifo.count());
            default -> registers[register];
        };
    }

    @Override
    public void end() {
        if (touched) {
            fifo.remove();
            unread = false;
            overrun = false;
            touched = false;
        }
    }

    @Override
    public void write(int register, int value) {
        sample();
        boolean writable = register >= 0x1D && register <= 0x2F && register != 0x2B || register == 0x31
            || register == 0x38;
        if (!writable) {
            return;
        }
        int before = registers[register];
        registers[register] = value;
        if (register == 0x38 && bypass()) {
            fifo.clear();
        }
        if (value != before && (register == 0x2C || register == 0x2D)) {
            boolean measures = (registers[0x2D] & 0x08) != 0;
            timer.start(measures ? 3_200 / Math.pow(2, 15 - (registers[0x2C] & 0x0F)) : 0);
        }
    }

    @Override
    public boolean lineHigh() {
        sample();
        return (events() & registers[0x2E] & ~registers[0x2F]) != 0 != ((registers[0x31] & 0x20) != 0);
    }

    private int events() {
        boolean ready = bypass() ? unread : fifo.count() > 0;
        boolean enough = !bypass() && fifo.count() >= (registers[0x38] & 0x1F);
        return (ready ? DATA_READY : 0) | (enough ? WATERMARK : 0) | (overrun ? OVERRUN : 0);
    }

    private boolean bypass() {
        return registers[0x38] >> 6 == 0;
    }

    private void sample() {
        while (timer.due()) {
            for (int axis = 0; axis < 3; axis++) {
                newest[axis] = digits(axis, world.acceleration().at(axis, timer.seconds()));
            }
            if (bypass()) {
                overrun |= unread;
                unread = true;
            } else {
                overrun |= fifo.count() == 33;
                fifo.add(registers[0x38] >> 6 == 1, newest);
            }
        }
    }

    /** Right-justified, unless bit 2 of DATA_FORMAT says left. */
    private int digits(int axis, double acceleration) {
        int format = registers[0x31];
        int range = format & 3;
        boolean full = (format & 0x08) != 0;
        double pulled = acceleration / GRAVITY + ((format & 0x80) != 0 ? SELF_TEST[axis] : 0)
            + (byte) registers[0x1E + axis] * 4 / 256.0;
        int bits = full ? 10 + range : 10;
        int most = (1 << bits - 1) - 1;
        long digits = Math.round(pulled * (full ? 256 : 256 >> range));
        int held = (int) Math.max(-most - 1, Math.min(most, digits));
        boolean fast = (registers[0x2C] & 0x0F) >= 14;
        return (fast && (full || range == 0) ? held & ~1 : held) << ((format & 0x04) != 0 ? 16 - bits : 0);
    }
}
