package dev.pipit.sensors.simulated;

import java.util.Arrays;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.RegisterChip;
import dev.pipit.sensors.bus.fake.SampleFifo;
import dev.pipit.sensors.bus.fake.SampleTimer;
import dev.pipit.sensors.bus.fake.World;

/**
 * A Bosch BMI160: CHIP_ID, commands, both sensors at one rate, FIFO with headers, INT1 with every sample, self-test.
 *
 * <p>Quirks: after power-up and reset it speaks I2C, and the first transaction over SPI only changes that; a command
 * that comes while it does another is lost; outputs are 0 until a sensor is in normal mode; a frame that was read in
 * part comes again; frames that were lost are counted in one of their own; reading more than there is gives 0x80.
 */
final class SimulatedBmi160 implements RegisterChip.Map {
    private static final int FRAMES = 78;      // of 13 bytes, in 1024
    private static final double GRAVITY = 9.80665;
    private static final double PULSE_SECONDS = 0.3e-3;

    private final World world;
    private final Clock clock;
    private final SampleTimer timer;
    private final SampleFifo fifo = new SampleFifo(FRAMES, 6);           // gyroscope, accelerometer
    private final int[] registers = new int[0x80];
    private final int[] newest = new int[6];
    private long busyUntil;
    private boolean speaksSpi;
    private boolean overSpi;                   // the transaction that goes on
    private int given;                         // bytes of the frame that is being read
    private int skipped;                       // frames

    SimulatedBmi160(World world, Clock clock, double error) {
        this.world = world;
        this.clock = clock;
        timer = new SampleTimer(clock, error);
    }

    @Override
    public void powerUp() {
        Arrays.fill(registers, 0);
        registers[0x00] = 0xD1;
        registers[0x40] = 0x28;
        registers[0x41] = 0x03;
        registers[0x42] = 0x28;
        registers[0x46] = 0x80;
        registers[0x47] = 0x10;
        Arrays.fill(newest, 0);
        flush();
        timer.start(0);
        speaksSpi = false;
        busyUntil = clock.nanoTime();
    }

    private void flush() {
        fifo.clear();
        skipped = 0;
        given = 0;
    }

    @Override
    public int register(boolean spi, int header) {
        overSpi = spi;
        given = 0;
        return header & 0x7F;
    }

    @Override
    public int next(boolean spi, int header, int register) {
        return register == 0x24 ? 0x24 : register + 1 & 0x7F;
    }

    @Override
    public void end() {
        given = 0;
        speaksSpi |= overSpi;
    }

    @Override
    public int read(int register) {
        sample();
        if (overSpi && !speaksSpi) {
            return 0xFF;
        }
        if (register >= 0x0C && register <= 0x17) {
            return newest[(register - 0x0C) / 2] >> 8 * (register & 1) & 0xFF;
        }
        int level = 13 * fifo.count() + (skipped > 0 ? 2 : 0);
        return switch (register) {
            case 0x1B -> (registers[0x6D] & 0x10) != 0 ? 0xC2 : 0xC0;
            case 0x22 -> level & 0xFF;
            case 0x23 -> level >> 8;
            case 0x24 -> fifoByte();
            default -> registers[register];
        };
    }

    private int fifoByte() {
        if (skipped > 0) {
            if (given++ == 0) {
                return 0x40;
            }
            int count = Math.min(255, skipped);
            skipped = 0;
            given = 0;
            return count;
        }
        if (fifo.count() == 0) {
            return 0x80;
        }
        int at = given++;
        int value = at == 0 ? 0x8C : fifo.peek((at - 1) / 2) >> 8 * ((at - 1) % 2) & 0xFF;
        if (at == 12) {
            fifo.remove();
            given = 0;
        }
        return value;
    }

    @Override
    public void write(int register, int value) {
        sample();
        if (overSpi && !speaksSpi || register < 0x40) {
            return;
        }
        if (register == 0x7E) {
            command(value);
            return;
        }
        int before = registers[register];
        registers[register] = value;
        if (register == 0x42 && value != before) {
            restart();
        }
    }

    private void command(int value) {
        if (clock.nanoTime() < busyUntil) {
            registers[0x02] |= 0x40;                                     // a command was dropped
            return;
        }
        switch (value) {
            case 0xB6 -> {
                powerUp();
                busyFor(1_000);
            }
            case 0x11 -> {
                registers[0x03] |= 0x10;
                busyFor(3_800);
            }
            case 0x15 -> {
                registers[0x03] |= 0x04;
                busyFor(80_000);
                restart();
            }
            case 0xB0 -> flush();
            default -> { }
        }
    }

    private void busyFor(long micros) {
        busyUntil = clock.nanoTime() + 1_000 * micros;
    }

    private void restart() {
        boolean runs = (registers[0x03] & 0x04) != 0;
        timer.start(runs ? 100 * Math.pow(2, (registers[0x42] & 0x0F) - 8) : 0);
    }

    @Override
    public boolean lineHigh() {
        sample();
        boolean mapped = (registers[0x53] & 0x0A) == 0x0A && (registers[0x51] & 0x10) != 0 && (registers[0x56] & 0x80) != 0;
        return mapped && timer.rateHz() > 0 && clock.nanoTime() / 1e9 - timer.seconds() < PULSE_SECONDS;
    }

    private void sample() {
        while (timer.due()) {
            boolean settled = timer.seconds() * 1e9 >= busyUntil;
            for (int axis = 0; axis < 3; axis++) {
                newest[axis] = settled ? turn(axis, timer.seconds()) : 0;
                newest[3 + axis] = (registers[0x03] & 0x10) != 0 ? pull(axis, timer.seconds()) : 0;
            }
            if ((registers[0x47] & 0xD0) == 0xD0) {
                skipped += fifo.count() == FRAMES ? 1 : 0;
                fifo.add(false, newest);
            }
        }
    }

    private int pull(int axis, double seconds) {
        int test = registers[0x6D] & 0x0F;
        double pushed = test == 0x0D ? 1.2 : test == 0x09 ? -1.2 : 0;    // g
        double g = world.acceleration().at(axis, seconds) / GRAVITY + pushed;
        int fullScale = switch (registers[0x41] & 0x0F) {
            case 0x05 -> 4;
            case 0x08 -> 8;
            case 0x0C -> 16;
            default -> 2;
        };
        return digits(g / fullScale * 32_768);
    }

    private int turn(int axis, double seconds) {
        double fullScale = 2_000 >> (registers[0x43] & 7);
        double dps = world.rotation().at(axis, seconds) * 180 / Math.PI;
        return digits(dps / fullScale * 32_768);
    }

    private static int digits(double exact) {
        return (int) Math.max(-32_768, Math.min(32_767, Math.round(exact)));
    }
}
