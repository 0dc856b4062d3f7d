package dev.pipit.framework.dsp.micro;

/**
 * Turns the values of a {@link MicroFrontend} into the 8-bit numbers that micro_speech and microWakeWord models take:
 * (value × 256 + 333) / 666 − 128, limited to −128 … 127.
 *
 * <p>666 is 25.6 × 26: the models were trained on value / 25.6, which is seldom above 26.
 */
public final class Int8Features {
    private static final int DIVISOR = 666;

    private Int8Features() {
    }

    /** One value, 0 to 65535. */
    public static byte of(int value) {
        return (byte) Math.min((value * 256 + DIVISOR / 2) / DIVISOR - 128, Byte.MAX_VALUE);
    }

    /** A row of values, to {@code out[offset]} and on. */
    public static void convert(int[] row, byte[] out, int offset) {
        for (int i = 0; i < row.length; i++) {
            out[offset + i] = of(row[i]);
        }
    }
}
