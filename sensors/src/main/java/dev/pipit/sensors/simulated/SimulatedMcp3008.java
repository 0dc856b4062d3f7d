package dev.pipit.sensors.simulated;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.SimulatedChip;
import dev.pipit.sensors.bus.fake.World;

/**
 * A Microchip MCP3008 at a reference of 3.3 V, bit by bit.
 *
 * <p>Quirks: what comes before the start bit does not matter; one clock samples, one gives a 0, ten give the result,
 * highest bit first; then the same bits come again, lowest first; differences below 0 are 0. While it says nothing the
 * line is 0.
 */
final class SimulatedMcp3008 implements SimulatedChip {
    private static final double REFERENCE = 3.3;
    private static final int CHOICE_BITS = 4;                            // single or difference, and three of the input

    private final World world;
    private final Clock clock;
    private int clocks;                                                  // since the start bit; −1 before it
    private int choice;
    private int result;

    private SimulatedMcp3008(World world, Clock clock) {
        this.world = world;
        this.clock = clock;
        powerUp();
    }

    static SimulatedChip mcp3008(World world, Clock clock, double error) {
        return new SimulatedMcp3008(world, clock);
    }

    @Override
    public void powerUp() {
        clocks = -1;
        choice = 0;
    }

    @Override
    public void begin(boolean spi, boolean read) {
        powerUp();
    }

    @Override
    public int swap(int value) {
        int answer = 0;
        for (int bit = 7; bit >= 0; bit--) {
            answer = answer << 1 | clock(value >> bit & 1);
        }
        return answer;
    }

    private int clock(int in) {
        if (clocks < 0) {
            clocks = in == 1 ? 0 : -1;
            return 0;
        }
        clocks++;
        if (clocks <= CHOICE_BITS) {
            choice = choice << 1 | in;
            return 0;
        }
        if (clocks == CHOICE_BITS + 1) {
            result = sample();
        }
        int bit = clocks - CHOICE_BITS - 3;                              // after the clock that samples, and the 0
        return bit < 0 || bit > 18 ? 0 : result >> Math.abs(9 - bit) & 1;
    }

    private int sample() {
        double seconds = clock.nanoTime() / 1e9;
        int input = choice & 7;
        double volts = world.voltage().at(input, seconds);
        if ((choice & 8) == 0) {
            volts -= world.voltage().at(input ^ 1, seconds);
        }
        return (int) Math.max(0, Math.min(1_023, Math.round(volts / REFERENCE * 1_024)));
    }

    @Override
    public boolean take(int value) {
        swap(value);
        return true;
    }

    @Override
    public int give() {
        return 0;
    }
}
