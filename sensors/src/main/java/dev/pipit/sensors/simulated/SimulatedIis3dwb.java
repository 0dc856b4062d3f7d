package dev.pipit.sensors.simulated;

import java.util.Arrays;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.RegisterChip;
import dev.pipit.sensors.bus.fake.SampleFifo;
import dev.pipit.sensors.bus.fake.SampleTimer;
import dev.pipit.sensors.bus.fake.World;

/**
 * An ST IIS3DWB: identity, reset, ranges, FIFO in bypass, FIFO and continuous mode with its watermark on INT1,
 * self-test.
 *
 * <p>Quirks: it measures with one code of XL_EN only; the codes of the ranges are not in their order; the FIFO gives
 * words of a tag, which counts and has a parity, and six bytes, and the address goes round over these seven; a word that
 * was not there has tag 0; the latched overrun stays until it is read.
 */
final class SimulatedIis3dwb implements RegisterChip.Map {
    private static final double RATE_HZ = 26_667;
    private static final double[] MILLIGRAVITIES = {0.061, 0.488, 0.122, 0.244};
    private static final double GRAVITY = 9.80665;
    private static final double SELF_TEST = 1_500;                       // mg
    private static final int TAG = 2;

    private final World world;
    private final SampleTimer timer;
    private final SampleFifo fifo = new SampleFifo(512, 4);
    private final int[] registers = new int[0x80];
    private final int[] newest = new int[4];                             // tag, x, y, z
    private int slot;
    private boolean ready;
    private boolean latched;

    SimulatedIis3dwb(World world, Clock clock, double error) {
        this.world = world;
        timer = new SampleTimer(clock, error);
    }

    @Override
    public void powerUp() {
        Arrays.fill(registers, 0);
        registers[0x0F] = 0x7B;
        registers[0x12] = 0x04;
        fifo.clear();
        ready = false;
        latched = false;
        timer.start(0);
    }

    @Override
    public int next(boolean spi, int header, int register) {
        if ((registers[0x12] & 0x04) == 0) {
            return register;
        }
        return register == 0x7E ? 0x78 : register + 1 & 0x7F;
    }

    @Override
    public int read(int register) {
        sample();
        if (register >= 0x28 && register <= 0x2D) {
            ready = false;
            return half(newest[1 + (register - 0x28) / 2], register & 1);
        }
        if (register >= 0x79 && register <= 0x7E) {
            int value = half(fifo.peek(1 + (register - 0x79) / 2), 1 - (register & 1));
            if (register == 0x7E) {
                fifo.remove();
            }
            return value;
        }
        return switch (register) {
            case 0x1E -> ready ? 1 : 0;
            case 0x3A -> fifo.count() & 0xFF;
            case 0x3B -> status();
            case 0x78 -> fifo.peek(0);
            default -> registers[register];
        };
    }

    private static int half(int value, int high) {
        return value >> 8 * high & 0xFF;
    }

    private int status() {
        int status = (enough() ? 0x80 : 0) | (fifo.overrun() ? 0x40 : 0) | (fifo.count() == 512 ? 0x20 : 0)
            | (latched ? 0x08 : 0) | fifo.count() >> 8;
        latched = false;
        fifo.clearOverrun();
        return status;
    }

    @Override
    public void write(int register, int value) {
        sample();
        if (register == 0x12 && (value & 0x01) != 0) {
            powerUp();
        } else if (register >= 0x07 && register <= 0x19 && register != 0x0F) {
            int before = registers[register];
            registers[register] = value;
            if (register == 0x10 && value >> 5 != before >> 5) {
                timer.start(value >> 5 == 5 ? RATE_HZ : 0);
            }
            if (register == 0x0A && (value & 7) == 0) {
                fifo.clear();
            }
        }
    }

    @Override
    public boolean lineHigh() {
        sample();
        return ((registers[0x0D] & 0x08) != 0 && enough()) == ((registers[0x12] & 0x20) == 0);
    }

    private boolean enough() {
        int watermark = registers[0x07] | (registers[0x08] & 1) << 8;
        return watermark > 0 && fifo.count() >= watermark;
    }

    private void sample() {
        while (timer.due()) {
            slot = slot + 1 & 3;
            int tag = TAG << 3 | slot << 1;
            newest[0] = tag | Integer.bitCount(tag) & 1;
            for (int axis = 0; axis < 3; axis++) {
                newest[1 + axis] = digits(world.acceleration().at(axis, timer.seconds()));
            }
            ready = true;
            if ((registers[0x09] & 0x0F) == 0x0A && (registers[0x0A] & 7) != 0) {
                latched |= fifo.count() == 512;
                fifo.add((registers[0x0A] & 7) == 1, newest);
            }
        }
    }

    private int digits(double acceleration) {
        int selfTest = registers[0x14] & 3;
        double pull = selfTest == 1 ? SELF_TEST : selfTest == 2 ? -SELF_TEST : 0;
        double digits = (acceleration / GRAVITY * 1_000 + pull) / MILLIGRAVITIES[registers[0x10] >> 2 & 3];
        return (int) Math.max(-32_768, Math.min(32_767, Math.round(digits)));
    }
}
