package dev.pipit.sensors.bmx280;

import java.io.IOException;

import dev.pipit.sensors.bus.Registers;

/**
 * What turns raw numbers into SI units: the coefficients that Bosch wrote into this one chip, and the formulas for them.
 *
 * <p>Source: data sheet BST-BMP280-DS001, section 8.1, and BST-BME280-DS002, section 4.2.3 and appendix, formulas in
 * double precision.
 */
final class Compensation {
    private static final int CALIB_00 = 0x88;
    private static final int CALIB_26 = 0xE1;
    private static final double ZERO_CELSIUS = 273.15;                   // K, by definition

    private final double t1;
    private final double t2;
    private final double t3;
    private final double[] p = new double[10];                           // p[1] to p[9]
    private final double h1;
    private final double h2;
    private final double h3;
    private final double h4;
    private final double h5;
    private final double h6;

    /** @param humidity whether the chip has coefficients for it */
    Compensation(Registers registers, boolean humidity) throws IOException {
        byte[] raw = new byte[26];
        registers.read(CALIB_00, raw, 0, raw.length);
        t1 = signed(raw, 0) & 0xFFFF;
        t2 = signed(raw, 2);
        t3 = signed(raw, 4);
        p[1] = signed(raw, 6) & 0xFFFF;
        for (int i = 2; i <= 9; i++) {
            p[i] = signed(raw, 4 + 2 * i);
        }
        byte[] wet = new byte[7];
        if (humidity) {
            registers.read(CALIB_26, wet, 0, wet.length);
        }
        h1 = raw[25] & 0xFF;
        h2 = signed(wet, 0);
        h3 = wet[2] & 0xFF;
        h4 = wet[3] << 4 | wet[4] & 0x0F;                                // 12 bits, the sign is the high byte's
        h5 = wet[5] << 4 | (wet[4] & 0xF0) >> 4;
        h6 = wet[6];
        if (t1 == 0 || p[1] == 0) {
            throw new IOException("the chip has no coefficients: dig_T1=" + (int) t1 + ", dig_P1=" + (int) p[1]);
        }
    }

    private static int signed(byte[] raw, int at) {
        return raw[at + 1] << 8 | raw[at] & 0xFF;
    }

    /** Temperature in steps of 1/5120 °C, which the other two need. */
    int fine(int raw) {
        double a = (raw / 16_384.0 - t1 / 1_024) * t2;
        double b = raw / 131_072.0 - t1 / 8_192;
        return (int) (a + b * b * t3);
    }

    /** K. */
    double kelvin(int fine) {
        return fine / 5_120.0 + ZERO_CELSIUS;
    }

    /** Pa. */
    double pascal(int raw, int fine) {
        double a = fine / 2.0 - 64_000;
        double b = (a * a * p[6] / 32_768 + 2 * a * p[5]) / 4 + 65_536 * p[4];
        double c = (1 + (p[3] * a * a / 524_288 + p[2] * a) / 524_288 / 32_768) * p[1];
        double first = (1_048_576 - raw - b / 4_096) * 6_250 / c;
        return first + (p[9] * first * first / 2_147_483_648.0 + first * p[8] / 32_768 + p[7]) / 16;
    }

    /** %, 0 to 100. */
    double percent(int raw, int fine) {
        double a = fine - 76_800;
        double x = raw - (64 * h4 + h5 / 16_384 * a);
        double y = 1 + h3 / 67_108_864 * a;
        double wet = x * h2 / 65_536 * y * (1 + h6 / 67_108_864 * a * y);
        return Math.max(0, Math.min(100, wet * (1 - h1 * wet / 524_288)));
    }
}
