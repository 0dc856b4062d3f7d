package dev.pipit.sensors.simulated;

import java.util.Arrays;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.RegisterChip;
import dev.pipit.sensors.bus.fake.SampleTimer;
import dev.pipit.sensors.bus.fake.World;

/**
 * An ST HTS221: identity, boot, rates, calibration, data-ready flags and line.
 *
 * <p>Quirks: the address counts on only with bit 7 of the first byte; the flag of a quantity is cleared when its high
 * byte is read; the two temperatures of the calibration share a byte for their highest bits; humidity falls while its
 * digits rise.
 */
final class SimulatedHts221 implements RegisterChip.Map {
    private static final double[] RATES_HZ = {0, 1, 7, 12.5};
    private static final int[] HALF_PERCENTS = {66, 151};                // the two points of humidity
    private static final int[] HUMIDITY_DIGITS = {-3, -12_065};
    private static final int[] EIGHTH_DEGREES = {164, 279};              // and of temperature; 279 has 9 bits
    private static final int[] TEMPERATURE_DIGITS = {4, 646};

    private final World world;
    private final SampleTimer timer;
    private final int[] registers = new int[0x40];

    SimulatedHts221(World world, Clock clock, double error) {
        this.world = world;
        timer = new SampleTimer(clock, error);
    }

    @Override
    public void powerUp() {
        Arrays.fill(registers, 0);
        registers[0x0F] = 0xBC;
        registers[0x10] = 0x1B;
        registers[0x30] = HALF_PERCENTS[0];
        registers[0x31] = HALF_PERCENTS[1];
        registers[0x32] = EIGHTH_DEGREES[0] % 256;
        registers[0x33] = EIGHTH_DEGREES[1] % 256;
        registers[0x35] = EIGHTH_DEGREES[0] / 256 + 4 * (EIGHTH_DEGREES[1] / 256);
        word(0x36, HUMIDITY_DIGITS[0]);
        word(0x3A, HUMIDITY_DIGITS[1]);
        word(0x3C, TEMPERATURE_DIGITS[0]);
        word(0x3E, TEMPERATURE_DIGITS[1]);
        timer.start(0);
    }

    private void word(int register, int word) {
        registers[register] = word & 0xFF;
        registers[register + 1] = word >> 8 & 0xFF;
    }

    @Override
    public int register(boolean spi, int header) {
        return header & 0x3F;
    }

    @Override
    public int next(boolean spi, int header, int register) {
        return (header & 0x80) != 0 ? register + 1 & 0x3F : register;
    }

    @Override
    public int read(int register) {
        sample();
        int value = registers[register];
        if (register == 0x29) {
            registers[0x27] &= ~0x02;
        } else if (register == 0x2B) {
            registers[0x27] &= ~0x01;
        }
        return value;
    }

    @Override
    public void write(int register, int value) {
        sample();
        if (register == 0x10 || register == 0x22) {
            registers[register] = value;
        } else if (register == 0x21) {
            registers[register] = value & 0x7F;                          // boot is done at once
        } else if (register == 0x20) {
            int before = registers[register];
            registers[register] = value;
            if (((value ^ before) & 0x83) != 0) {
                timer.start((value & 0x80) == 0 ? 0 : RATES_HZ[value & 3]);
            }
        }
    }

    @Override
    public boolean lineHigh() {
        sample();
        return (registers[0x22] & 0x04) != 0 && (registers[0x27] & 0x03) == 0x03;
    }

    private void sample() {
        while (timer.due()) {
            double humidity = 2 * world.humidity().at(0, timer.seconds());
            double temperature = 8 * (world.temperature().at(0, timer.seconds()) - 273.15);
            word(0x28, digits(humidity, HALF_PERCENTS, HUMIDITY_DIGITS));
            word(0x2A, digits(temperature, EIGHTH_DEGREES, TEMPERATURE_DIGITS));
            registers[0x27] |= 0x03;
        }
    }

    private static int digits(double value, int[] values, int[] digits) {
        double way = (value - values[0]) / (values[1] - values[0]);
        return (int) Math.round(digits[0] + way * (digits[1] - digits[0]));
    }
}
