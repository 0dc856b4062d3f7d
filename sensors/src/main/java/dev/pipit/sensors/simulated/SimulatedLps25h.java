package dev.pipit.sensors.simulated;

import java.util.Arrays;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.RegisterChip;
import dev.pipit.sensors.bus.fake.SampleTimer;
import dev.pipit.sensors.bus.fake.World;

/**
 * An ST LPS25H: identity, reset, rates, data-ready flags and INT1, without its FIFO.
 *
 * <p>Quirks: the address counts on only with bit 7 of the first byte over I2C, bit 6 over SPI; the rate counts only
 * while PD is 1; the flags of a quantity are cleared when its highest byte is read, and with BDU it stays as it is
 * between its lowest and its highest byte.
 */
final class SimulatedLps25h implements RegisterChip.Map {
    private static final double[] RATES_HZ = {0, 1, 7, 12.5, 25, 0, 0, 0};

    private final World world;
    private final SampleTimer timer;
    private final int[] registers = new int[0x40];
    private boolean reading;                                             // what BDU holds

    SimulatedLps25h(World world, Clock clock, double error) {
        this.world = world;
        timer = new SampleTimer(clock, error);
    }

    @Override
    public void powerUp() {
        Arrays.fill(registers, 0);
        registers[0x0F] = 0xBD;
        registers[0x10] = 0x05;
        reading = false;
        timer.start(0);
    }

    @Override
    public int register(boolean spi, int header) {
        return header & 0x3F;
    }

    @Override
    public int next(boolean spi, int header, int register) {
        return (header & (spi ? 0x40 : 0x80)) != 0 ? register + 1 & 0x3F : register;
    }

    @Override
    public int read(int register) {
        sample();
        int value = registers[register];
        if (register == 0x28 || register == 0x2B) {
            reading = (registers[0x20] & 0x04) != 0;
        } else if (register == 0x2A) {
            registers[0x27] &= ~0x22;
            reading = false;
        } else if (register == 0x2C) {
            registers[0x27] &= ~0x11;
            reading = false;
        }
        return value;
    }

    @Override
    public void write(int register, int value) {
        sample();
        if (register == 0x21 && (value & 0x04) != 0) {
            powerUp();
        } else if (register == 0x10 || register >= 0x20 && register <= 0x24) {
            int before = registers[register];
            registers[register] = value;
            if (register == 0x20 && value >> 4 != before >> 4) {
                timer.start((value & 0x80) == 0 ? 0 : RATES_HZ[value >> 4 & 7]);
            }
        }
    }

    @Override
    public boolean lineHigh() {
        sample();
        return (registers[0x23] & 0x01) != 0 && (registers[0x27] & 0x02) != 0;
    }

    private void sample() {
        while (timer.due()) {
            registers[0x27] |= (registers[0x27] & 0x03) << 4;            // overrun, in the order of this chip
            registers[0x27] |= 0x03;
            if (reading) {
                continue;
            }
            int pressure = (int) Math.round(world.pressure().at(0, timer.seconds()) * 40.96);
            int temperature = (int) Math.round((world.temperature().at(0, timer.seconds()) - 273.15 - 42.5) * 480);
            registers[0x28] = pressure & 0xFF;
            registers[0x29] = pressure >> 8 & 0xFF;
            registers[0x2A] = pressure >> 16 & 0xFF;
            registers[0x2B] = temperature & 0xFF;
            registers[0x2C] = temperature >> 8 & 0xFF;
        }
    }
}
