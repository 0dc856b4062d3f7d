package dev.pipit.sensors.simulated;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.RegisterChip;
import dev.pipit.sensors.bus.fake.World;

/**
 * A Bosch BMP280 or BME280: identity, reset, coefficients, forced mode.
 *
 * <p>Quirks: over SPI bit 7 of a register's number is the flag of reads; several bytes written are pairs of register and
 * value; ctrl_hum counts from the next write of ctrl_meas on; until the first measurement, and for what is skipped, the
 * data are 0x80000 and 0x8000; after a reset the coefficients are being copied for a while.
 *
 * <p>Raw numbers are found by halving the data sheet's formulas in integers, 32 bits for temperature and humidity, 64
 * for pressure (BST-BME280-DS002, section 4.2.3).
 */
final class SimulatedBmx280 implements RegisterChip.Map {
    private static final int[] T = {27_504, 26_435, -1_000};             // of the data sheet's example, section 3.12
    private static final int[] P = {36_477, -10_685, 3_024, 2_855, 140, -7, 15_500, -14_600, 6_000};
    private static final int[] H = {75, 362, 0, 324, 50, 30};            // of the order of real ones
    private static final int[] TIMES = {0, 1, 2, 4, 8, 16, 16, 16};
    private static final long COPY_NANOS = 1_500_000;

    private final World world;
    private final IntToDoubleFunction celsiusOf = digits -> ((fine(digits) * 5 + 128) >> 8) / 100.0;
    private final IntToDoubleFunction pascalBelow = digits -> -pascal(digits, fine());
    private final IntToDoubleFunction percentOf = digits -> percent(digits, fine());
    private int fine;                                                    // temperature, of what is looked for
    private final Clock clock;
    private final double error;
    private final boolean humid;
    private final int[] registers = new int[0x100];
    private int humidityTimes;
    private boolean measuring;
    private long doneNanos;
    private long copiedNanos = Long.MIN_VALUE;
    private int pair = -1;                                               // the register of a pair; −1 before the first
    private boolean value = true;                                        // what comes next of a pair

    private SimulatedBmx280(boolean humid, World world, Clock clock, double error) {
        this.world = world;
        this.clock = clock;
        this.error = error;
        this.humid = humid;
    }

    static SimulatedBmx280 bmp280(World world, Clock clock, double error) {
        return new SimulatedBmx280(false, world, clock, error);
    }

    static SimulatedBmx280 bme280(World world, Clock clock, double error) {
        return new SimulatedBmx280(true, world, clock, error);
    }

    @Override
    public void powerUp() {
        Arrays.fill(registers, 0);
        registers[0xD0] = humid ? 0x60 : 0x58;
        for (int i = 0; i < 3; i++) {
            word(0x88 + 2 * i, T[i]);
        }
        for (int i = 0; i < 9; i++) {
            word(0x8E + 2 * i, P[i]);
        }
        if (humid) {
            registers[0xA1] = H[0];
            word(0xE1, H[1]);
            registers[0xE3] = H[2];
            registers[0xE4] = H[3] >> 4 & 0xFF;
            registers[0xE5] = H[3] & 0x0F | (H[4] & 0x0F) << 4;
            registers[0xE6] = H[4] >> 4 & 0xFF;
            registers[0xE7] = H[5] & 0xFF;
        }
        bits20(0xF7, 0x80000);
        bits20(0xFA, 0x80000);
        registers[0xFD] = humid ? 0x80 : 0;
        measuring = false;
        humidityTimes = 0;
        copiedNanos = clock.nanoTime() + COPY_NANOS;
    }

    private void word(int register, int word) {
        registers[register] = word & 0xFF;
        registers[register + 1] = word >> 8 & 0xFF;
    }

    private void bits20(int register, int digits) {
        registers[register] = digits >> 12;
        registers[register + 1] = digits >> 4 & 0xFF;
        registers[register + 2] = digits << 4 & 0xF0;
    }

    @Override
    public int register(boolean spi, int header) {
        return spi ? header | 0x80 : header;
    }

    @Override
    public int read(int register) {
        measure();
        if (register == 0xF3) {
            return (measuring ? 0x08 : 0) | (clock.nanoTime() < copiedNanos ? 0x01 : 0);
        }
        return registers[register];
    }

    @Override
    public void write(int register, int written) {
        measure();
        if (pair < 0) {
            pair = register;
        }
        if (value) {
            set(pair, written);
        } else {
            pair = written | 0x80;
        }
        value = !value;
    }

    @Override
    public void end() {
        pair = -1;
        value = true;
    }

    private void set(int register, int written) {
        if (register == 0xE0 && written == 0xB6) {
            powerUp();
        } else if (register == 0xF2 && humid) {
            registers[0xF2] = written & 0x07;
        } else if (register == 0xF5) {
            registers[0xF5] = written & 0xFD;
        } else if (register == 0xF4) {
            registers[0xF4] = written;
            humidityTimes = TIMES[registers[0xF2]];
            if ((written & 3) == 1 || (written & 3) == 2) {
                measuring = true;
                doneNanos = clock.nanoTime() + Math.round(typicalMillis() * 1e6 / (1 + error));
            }
        }
    }

    private double typicalMillis() {
        int temperature = TIMES[registers[0xF4] >> 5];
        int pressure = TIMES[registers[0xF4] >> 2 & 7];
        return 1 + 2 * temperature + (pressure > 0 ? 2 * pressure + 0.5 : 0)
            + (humidityTimes > 0 ? 2 * humidityTimes + 0.5 : 0);
    }

    private void measure() {
        if (!measuring || clock.nanoTime() < doneNanos) {
            return;
        }
        measuring = false;
        registers[0xF4] &= ~3;                                           // asleep again
        double seconds = doneNanos / 1e9;
        double celsius = world.temperature().at(0, seconds) - 273.15;
        int most = (1 << 20) - 1;
        int warm = Inverse.of(most, celsiusOf, celsius);
        fine = fine(warm);
        int pressed = Inverse.of(most, pascalBelow, -world.pressure().at(0, seconds));
        bits20(0xFA, registers[0xF4] >> 5 == 0 ? 0x80000 : warm);
        bits20(0xF7, (registers[0xF4] >> 2 & 7) == 0 ? 0x80000 : pressed);
        if (humid) {
            int wet = Inverse.of(0xFFFF, percentOf, world.humidity().at(0, seconds));
            int digits = humidityTimes == 0 ? 0x8000 : wet;
            registers[0xFD] = digits >> 8;
            registers[0xFE] = digits & 0xFF;
        }
    }

    private static int fine(int raw) {
        int a = (((raw >> 3) - (T[0] << 1)) * T[1]) >> 11;
        int b = (raw >> 4) - T[0];
        return a + ((((b * b) >> 12) * T[2]) >> 14);
    }

    private static double pascal(int raw, int fine) {
        long a = fine - 128_000L;
        long b = a * a * P[5] + ((a * P[4]) << 17) + ((long) P[3] << 35);
        long c = ((a * a * P[2]) >> 8) + ((a * P[1]) << 12);
        c = (((1L << 47) + c) * P[0]) >> 33;
        long p = (((1_048_576L - raw) << 31) - b) * 3_125 / c;
        long d = (P[8] * (p >> 13) * (p >> 13)) >> 25;
        long e = (P[7] * p) >> 19;
        return (((p + d + e) >> 8) + ((long) P[6] << 4)) / 256.0;
    }

    private static double percent(int raw, int fine) {
        int a = fine - 76_800;
        int left = ((raw << 14) - (H[3] << 20) - H[4] * a + 16_384) >> 15;
        int slope = (((a * H[5]) >> 10) * (((a * H[2]) >> 11) + 32_768)) >> 10;
        int right = ((slope + 2_097_152) * H[1] + 8_192) >> 14;
        long wet = (long) left * right;
        wet -= ((((wet >> 15) * (wet >> 15)) >> 7) * H[0]) >> 4;
        return (Math.max(0, Math.min(419_430_400, wet)) >> 12) / 1_024.0;
    }

    private int fine() {
        return fine;
    }
}
