package dev.pipit.sensors.simulated;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.SimulatedChip;
import dev.pipit.sensors.bus.fake.World;

/**
 * A TI ADS1115: four inputs, single-shot conversions, all ranges and data rates; no comparator.
 *
 * <p>Quirks: registers of two bytes, highest first; the pointer stays between transactions; bit 15 of the configuration
 * starts a conversion when it is written and is 0 while one runs; what is beyond the range is its end.
 */
final class SimulatedAds1115 implements SimulatedChip {
    private static final double[] FULL_SCALES = {6.144, 4.096, 2.048, 1.024, 0.512, 0.256, 0.256, 0.256};
    private static final int[] RATES = {8, 16, 32, 64, 128, 250, 475, 860};
    private static final int[] MINUS = {1, 3, 3, 3};                     // of the differences
    private static final int[] PLUS = {0, 0, 1, 2};

    private final World world;
    private final Clock clock;
    private final double error;
    private final int[] registers = new int[4];
    private int pointer;
    private int bytes;                                                   // of the transaction so far
    private int high;
    private boolean running;
    private long doneNanos;

    private SimulatedAds1115(World world, Clock clock, double error) {
        this.world = world;
        this.clock = clock;
        this.error = error;
        powerUp();
    }

    static SimulatedChip ads1115(World world, Clock clock, double error) {
        return new SimulatedAds1115(world, clock, error);
    }

    @Override
    public void powerUp() {
        registers[0] = 0;
        registers[1] = 0x0583;
        registers[2] = 0x8000;
        registers[3] = 0x7FFF;
        pointer = 0;
        running = false;
    }

    @Override
    public void begin(boolean spi, boolean read) {
        bytes = 0;
    }

    @Override
    public boolean take(int value) {
        switch (bytes++) {
            case 0 -> pointer = value & 3;
            case 1 -> high = value;
            case 2 -> set(high << 8 | value);
            default -> { }
        }
        return true;
    }

    private void set(int word) {
        convert();
        if (pointer == 1) {
            registers[1] = word & 0x7FFF;
            if ((word & 0x8000) != 0 && !running) {
                running = true;
                doneNanos = clock.nanoTime() + 25_000 + Math.round(1e9 / RATES[word >> 5 & 7] / (1 + error));
            }
        } else if (pointer > 1) {
            registers[pointer] = word;
        }
    }

    @Override
    public int give() {
        convert();
        int word = registers[pointer] | (pointer == 1 && !running ? 0x8000 : 0);
        return bytes++ % 2 == 0 ? word >> 8 : word & 0xFF;
    }

    private void convert() {
        if (running && clock.nanoTime() >= doneNanos) {
            running = false;
            int input = registers[1] >> 12 & 7;
            double seconds = doneNanos / 1e9;
            double volts = input >= 4 ? world.voltage().at(input - 4, seconds)
                : world.voltage().at(PLUS[input], seconds) - world.voltage().at(MINUS[input], seconds);
            long digits = Math.round(volts / FULL_SCALES[registers[1] >> 9 & 7] * 32_768);
            registers[0] = (int) Math.max(-32_768, Math.min(32_767, digits)) & 0xFFFF;
        }
    }
}
