package dev.pipit.sensors.simulated;

import java.util.Arrays;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.RegisterChip;
import dev.pipit.sensors.bus.fake.SampleFifo;
import dev.pipit.sensors.bus.fake.SampleTimer;
import dev.pipit.sensors.bus.fake.World;

/**
 * An NXP MMA8451Q: identity, reset, rates, ranges, FIFO off, circular and filling, watermark on INT1, self-test.
 *
 * <p>Quirks: while it is active it takes no setting but the bit that ends it; a low byte is given only right after its
 * high byte; with the FIFO on, register 0 is another one, and the address goes from the last data register back to the
 * first; the FIFO's mode changes only by way of off.
 */
final class SimulatedMma8451 implements RegisterChip.Map {
    private static final double[] RATES_HZ = {800, 400, 200, 100, 50, 12.5, 6.25, 1.5625};
    private static final double GRAVITY = 9.80665;
    private static final int[] SELF_TEST = {181, 255, 1680};             // digits at ±4 g

    private final World world;
    private final SampleTimer timer;
    private final SampleFifo fifo = new SampleFifo(32, 3);
    private final int[] registers = new int[0x32];
    private final int[] newest = new int[3];
    private boolean unread;
    private boolean overwritten;
    private int last = -1;                     // register that was read before, in this transaction

    SimulatedMma8451(World world, Clock clock, double error) {
        this.world = world;
        timer = new SampleTimer(clock, error);
    }

    @Override
    public void powerUp() {
        Arrays.fill(registers, 0);
        registers[0x0D] = 0x1A;
        fifo.clear();
        unread = false;
        overwritten = false;
        timer.start(0);
    }

    @Override
    public int next(boolean spi, int header, int register) {
        return register == 0x06 && fifoOn() ? 0x01 : register + 1;
    }

    @Override
    public int read(int register) {
        sample();
        int before = last;
        last = register;
        if (register >= 0x01 && register <= 0x06) {
            return data(register, before);
        }
        if (register == 0x00) {
            return fifoOn() ? fifoStatus() : (overwritten ? 0x80 : 0) | (unread ? 0x0F : 0);
        }
        return register < registers.length ? registers[register] : 0;
    }

    private int data(int register, int before) {
        boolean high = (register & 1) == 1;
        int axis = (register - 1) / 2;
        int value = fifoOn() ? fifo.peek(axis) : newest[axis];
        if (register == 0x06) {
            fifo.remove();
            unread = false;
            overwritten = false;
        }
        return high ? value >> 8 & 0xFF : before == register - 1 ? value & 0xFF : 0;
    }

    private int fifoStatus() {
        int status = (fifo.overrun() ? 0x80 : 0) | (enough() ? 0x40 : 0) | fifo.count();
        fifo.clearOverrun();
        return status;
    }

    @Override
    public void end() {
        last = -1;
    }

    @Override
    public void write(int register, int value) {
        sample();
        if (register == 0x2B && (value & 0x40) != 0) {
            powerUp();
            return;
        }
        boolean active = (registers[0x2A] & 1) != 0;
        boolean writable = register == 0x09 || register == 0x0A || register >= 0x0E && register <= 0x31;
        if (!writable || active && (register != 0x2A || (value & 1) != 0)) {
            return;
        }
        if (register == 0x09) {
            setFifo(value);
            return;
        }
        registers[register] = value;
        if (register == 0x2A) {
            timer.start((value & 1) != 0 ? RATES_HZ[value >> 3 & 7] : 0);
        }
    }

    private void setFifo(int value) {
        if (registers[0x09] >> 6 == 0 || value >> 6 == 0 || value >> 6 == registers[0x09] >> 6) {
            registers[0x09] = value;
        }
        if (value >> 6 == 0) {
            fifo.clear();
        }
    }

    @Override
    public boolean lineHigh() {
        sample();
        boolean raised = (registers[0x2D] & registers[0x2E] & 0x40) != 0 && fifoOn() && (enough() || fifo.overrun());
        return raised == ((registers[0x2C] & 0x02) != 0);
    }

    private boolean fifoOn() {
        return registers[0x09] >> 6 != 0;
    }

    private boolean enough() {
        int watermark = registers[0x09] & 0x3F;
        return watermark > 0 && fifo.count() >= watermark;
    }

    private void sample() {
        while (timer.due()) {
            overwritten |= unread;
            unread = true;
            for (int axis = 0; axis < 3; axis++) {
                newest[axis] = digits(axis, world.acceleration().at(axis, timer.seconds())) << 2;
            }
            if (fifoOn()) {
                fifo.add(registers[0x09] >> 6 == 2, newest);
            }
        }
    }

    private int digits(int axis, double acceleration) {
        int range = registers[0x0E] & 3;
        double pull = (registers[0x2B] & 0x80) != 0 ? SELF_TEST[axis] / 2048.0 : 0;
        long digits = Math.round((acceleration / GRAVITY + pull) * (4096 >> range));
        return (int) Math.max(-8192, Math.min(8191, digits));
    }
}
