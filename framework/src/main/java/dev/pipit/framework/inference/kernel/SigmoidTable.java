package dev.pipit.framework.inference.kernel;

/**
 * Logistic function and hyperbolic tangent of 16-bit numbers, by interpolation between 256 values of the logistic
 * function at i/24. Results have 15 fractional bits.
 *
 * <p>An input is {@code (x × multiplier) >> shift}, rounded; a real 1 is 3 × 2¹² there. Error: two steps of 2⁻¹⁵;
 * pinned by {@code SigmoidTableTest}. Source: TensorFlow Lite's tensor utilities for 16-bit activations.
 */
final class SigmoidTable {
    private static final int[] SIGMOID = table();

    private SigmoidTable() {
    }

    private static int[] table() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            double s = 1 / (1 + Math.exp(-i / 24.0));
            double curvature = s * (1 - s) * (2 * s - 1);
            // half of what a chord lies below the curve, step² / 8 × curvature, so that it errs as much up as down
            table[i] = (int) Math.floor(65536 * (s + curvature / (24 * 24) / 16) + 0.5);
        }
        table[255] = 65535;                  // what lies beyond counts as 1
        return table;
    }

    static int logistic(int x, int multiplier, int shift) {
        int at = scaled(x, multiplier, shift);
        int distance = Math.abs(at);
        int index = distance >> 9;
        int above = index >= 255 ? 0x7FFF << 10 : interpolated(index, distance & 0x1FF, 9);
        return (at >= 0 ? above + (1 << 9) : (1 << 25) - above + (1 << 9) - 1) >> 10;
    }

    static int tanh(int x, int multiplier, int shift) {
        int at = scaled(x, multiplier, shift);
        int distance = Math.abs(at);
        int index = distance >> 8;                           // tanh(x) = 2 logistic(2x) − 1
        int above = index >= 255 ? 0xFFFF << 8 : interpolated(index, distance & 0xFF, 8);
        int centred = at >= 0 ? above - (1 << 23) + (1 << 7) : -above + (1 << 23) + (1 << 7) - 1;
        return centred >> 8;
    }

    private static int scaled(int x, int multiplier, int shift) {
        return (x * multiplier + (shift > 0 ? 1 << (shift - 1) : 0)) >> shift;
    }

    private static int interpolated(int index, int fraction, int bits) {
        return (SIGMOID[index] << bits) + fraction * (SIGMOID[index + 1] - SIGMOID[index]);
    }
}
