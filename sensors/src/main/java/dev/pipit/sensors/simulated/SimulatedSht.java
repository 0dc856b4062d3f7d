package dev.pipit.sensors.simulated;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.SimulatedChip;
import dev.pipit.sensors.bus.fake.World;

/**
 * A Sensirion SHT3x, with commands of two bytes and a status, or SHT4x, with commands of one byte and a serial number:
 * measurement when asked, reset.
 *
 * <p>Quirks: it does not acknowledge a read while it measures or has nothing to say; what it says it says once; each
 * word is followed by a checksum; what it does not know sets a bit of the status; a reset sets one too.
 */
final class SimulatedSht implements SimulatedChip {
    private static final int[] CHECKSUMS = checksums();

    private final World world;
    private final Clock clock;
    private final boolean three;
    private final int[] answer = new int[6];
    private int length;                                                  // of the answer, 0: none
    private int given;
    private int command;
    private int taken;
    private int status;
    private boolean measuring;
    private long doneNanos;

    private SimulatedSht(boolean three, World world, Clock clock) {
        this.three = three;
        this.world = world;
        this.clock = clock;
        powerUp();
    }

    static SimulatedChip sht3x(World world, Clock clock, double error) {
        return new SimulatedSht(true, world, clock);
    }

    static SimulatedChip sht4x(World world, Clock clock, double error) {
        return new SimulatedSht(false, world, clock);
    }

    @Override
    public void powerUp() {
        status = 0x8010;                                                 // alert pending, reset detected
        length = 0;
        measuring = false;
    }

    @Override
    public void begin(boolean spi, boolean read) {
        given = 0;
        taken = 0;
        command = 0;
    }

    @Override
    public boolean take(int value) {
        command = command << 8 | value;
        if (++taken == (three ? 2 : 1)) {
            length = 0;
            measuring = false;
            if (three) {
                execute3();
            } else {
                execute4();
            }
        }
        return true;
    }

    private void execute3() {
        status &= ~0x0002;
        switch (command) {
            case 0x2400 -> measure(12_500_000);
            case 0x30A2 -> powerUp();
            case 0x3041 -> status &= ~0x8C10;
            case 0xF32D -> {
                word(0, status);
                length = 3;
            }
            case 0x3093 -> { }
            default -> status |= 0x0002;
        }
    }

    private void execute4() {
        switch (command) {
            case 0xFD -> measure(6_900_000);
            case 0x94 -> powerUp();
            case 0x89 -> {
                word(0, 0x1234);
                word(3, 0xABCD);
                length = 6;
            }
            default -> { }
        }
    }

    private void measure(long nanos) {
        measuring = true;
        doneNanos = clock.nanoTime() + nanos;
    }

    @Override
    public boolean ready() {
        if (measuring && clock.nanoTime() >= doneNanos) {
            measuring = false;
            double seconds = doneNanos / 1e9;
            double humidity = world.humidity().at(0, seconds);
            word(0, digits((world.temperature().at(0, seconds) - 273.15 + 45) / 175));
            word(3, digits(three ? humidity / 100 : (humidity + 6) / 125));
            length = 6;
        }
        return length > 0;
    }

    private static int digits(double part) {
        return (int) Math.max(0, Math.min(65_535, Math.round(65_535 * part)));
    }

    private void word(int at, int word) {
        answer[at] = word >> 8;
        answer[at + 1] = word & 0xFF;
        answer[at + 2] = CHECKSUMS[CHECKSUMS[0xFF ^ answer[at]] ^ answer[at + 1]];
    }

    @Override
    public int give() {
        return given < length ? answer[given++] : 0xFF;
    }

    @Override
    public void end() {
        length = given > 0 ? 0 : length;
    }

    /** What 8 bits leave when they are divided by x⁸ + x⁵ + x⁴ + 1. */
    private static int[] checksums() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int left = i << 8;
            for (int bit = 15; bit >= 8; bit--) {
                left ^= (left >> bit & 1) == 1 ? 0x131 << bit - 8 : 0;
            }
            table[i] = left;
        }
        return table;
    }
}
