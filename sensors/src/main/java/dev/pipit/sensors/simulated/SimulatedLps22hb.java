package dev.pipit.sensors.simulated;

import java.util.Arrays;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.RegisterChip;
import dev.pipit.sensors.bus.fake.SampleFifo;
import dev.pipit.sensors.bus.fake.SampleTimer;
import dev.pipit.sensors.bus.fake.World;

/**
 * An ST LPS22HB: identity, reset, rates, FIFO in bypass, FIFO and stream mode, watermark on INT_DRDY.
 *
 * <p>Quirks: the address counts on only while IF_ADD_INC is 1; with the FIFO on it goes from TEMP_OUT_H back to
 * PRESS_OUT_XL; the reset bit clears itself.
 */
final class SimulatedLps22hb implements RegisterChip.Map {
    private static final double[] RATES_HZ = {0, 1, 10, 25, 50, 75, 0, 0};

    private final World world;
    private final SampleTimer timer;
    private final SampleFifo fifo = new SampleFifo(32, 2);
    private final int[] registers = new int[0x40];

    SimulatedLps22hb(World world, Clock clock, double error) {
        this.world = world;
        timer = new SampleTimer(clock, error);
    }

    @Override
    public void powerUp() {
        Arrays.fill(registers, 0);
        registers[0x0F] = 0xB1;
        registers[0x11] = 0x10;
        fifo.clear();
        timer.start(0);
    }

    @Override
    public int register(boolean spi, int header) {
        return header & 0x3F;
    }

    @Override
    public int next(boolean spi, int header, int register) {
        if ((registers[0x11] & 0x10) == 0) {
            return register;
        }
        return fifoOn() && register == 0x2C ? 0x28 : register + 1 & 0x3F;
    }

    @Override
    public int read(int register) {
        sample();
        if (register == 0x26) {
            return (reached() ? 0x80 : 0) | (fifo.overrun() ? 0x40 : 0) | fifo.count();
        }
        if (!fifoOn() || register < 0x28 || register > 0x2C) {
            return registers[register];
        }
        int value = register <= 0x2A ? fifo.peek(0) >> 8 * (register - 0x28) : fifo.peek(1) >> 8 * (register - 0x2B);
        if (register == 0x2C) {
            fifo.remove();
            fifo.clearOverrun();
        }
        return value & 0xFF;
    }

    @Override
    public void write(int register, int value) {
        sample();
        if (register == 0x11 && (value & 0x04) != 0) {
            powerUp();
            return;
        }
        if (register < 0x0B || register > 0x1A || register == 0x0F) {
            return;                                                      // read-only
        }
        int before = registers[register];
        registers[register] = value;
        if (register == 0x10 && value >> 4 != before >> 4) {
            timer.start(RATES_HZ[value >> 4 & 7]);
        }
        if (register == 0x14 && value >> 5 == 0) {
            fifo.clear();
        }
    }

    @Override
    public boolean lineHigh() {
        sample();
        return (registers[0x12] & 0x10) != 0 && reached();
    }

    private boolean reached() {
        return fifoOn() && fifo.count() >= (registers[0x14] & 0x1F);
    }

    private boolean fifoOn() {
        return (registers[0x11] & 0x40) != 0 && registers[0x14] >> 5 != 0;
    }

    private void sample() {
        while (timer.due()) {
            int pressure = (int) Math.round(world.pressure().at(0, timer.seconds()) / 100 * 4_096);
            int temperature = (int) Math.round((world.temperature().at(0, timer.seconds()) - 273.15) * 100);
            for (int i = 0; i < 3; i++) {
                registers[0x28 + i] = pressure >> 8 * i & 0xFF;
            }
            registers[0x2B] = temperature & 0xFF;
            registers[0x2C] = temperature >> 8 & 0xFF;
            if (fifoOn()) {
                fifo.add(registers[0x14] >> 5 == 1, pressure, temperature);
            }
        }
    }
}
