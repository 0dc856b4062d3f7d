package dev.pipit.sensors.bmp3xx;

import java.io.IOException;

import dev.pipit.sensors.bus.Registers;

/**
 * What turns raw numbers into SI units: the coefficients that Bosch wrote into this one chip, and two polynomials.
 *
 * <p>Source: data sheet BST-BMP388-DS001, section 3.11 (trimming coefficients) and appendix 9 (formulas).
 */
final class Compensation {
    private static final int NVM_PAR_T1 = 0x31;
    private static final double ZERO_CELSIUS = 273.15;                   // K, by definition

    private final double[] t = new double[3];
    private final double[] p = new double[11];

    Compensation(Registers registers) throws IOException {
        byte[] raw = new byte[21];
        registers.read(NVM_PAR_T1, raw, 0, raw.length);
        t[0] = Math.scalb((double) (word(raw, 0) & 0xFFFF), 8);
        t[1] = Math.scalb((double) (word(raw, 2) & 0xFFFF), -30);
        t[2] = Math.scalb((double) raw[4], -48);
        p[0] = Math.scalb(word(raw, 5) - 16_384.0, -20);
        p[1] = Math.scalb(word(raw, 7) - 16_384.0, -29);
        p[2] = Math.scalb((double) raw[9], -32);
        p[3] = Math.scalb((double) raw[10], -37);
        p[4] = Math.scalb((double) (word(raw, 11) & 0xFFFF), 3);
        p[5] = Math.scalb((double) (word(raw, 13) & 0xFFFF), -6);
        p[6] = Math.scalb((double) raw[15], -8);
        p[7] = Math.scalb((double) raw[16], -15);
        p[8] = Math.scalb((double) word(raw, 17), -48);
        p[9] = Math.scalb((double) raw[19], -48);
        p[10] = Math.scalb((double) raw[20], -65);
        if (t[0] == 0 || t[1] == 0) {
            throw new IOException("the chip has no coefficients: T1=" + t[0] + ", T2=" + t[1]);
        }
    }

    private static int word(byte[] raw, int at) {
        return raw[at + 1] << 8 | raw[at] & 0xFF;
    }

    double celsius(int raw) {
        double d = raw - t[0];
        return d * (t[1] + d * t[2]);
    }

    static double kelvin(double celsius) {
        return celsius + ZERO_CELSIUS;
    }

    double pascal(int raw, double celsius) {
        double offset = p[4] + celsius * (p[5] + celsius * (p[6] + celsius * p[7]));
        double slope = p[0] + celsius * (p[1] + celsius * (p[2] + celsius * p[3]));
        double curve = p[8] + celsius * p[9] + raw * p[10];
        return offset + raw * (slope + raw * curve);
    }
}
