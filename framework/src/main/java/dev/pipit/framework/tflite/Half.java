package dev.pipit.framework.tflite;

/** Numbers of IEEE 754's 16 bits: 1 of sign, 5 of exponent, 10 of fraction. */
public final class Half {
    private static final int SIGN = 0x8000;
    private static final int INFINITE = 0x7C00;
    private static final int FRACTION_BITS = 10;
    private static final int LEAST_EXPONENT = -14;
    private static final int GREATEST_EXPONENT = 15;

    private Half() {
    }

    /** The number that 16 bits stand for. */
    public static float real(short bits) {
        int sign = bits < 0 ? -1 : 1;
        int exponent = bits >> FRACTION_BITS & 0x1F;
        int fraction = bits & 0x3FF;
        if (exponent == 0x1F) {
            return fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
        }
        return sign * (exponent == 0 ? Math.scalb((float) fraction, -24) : Math.scalb((float) (fraction | 0x400), exponent - 25));
    }

    /** The nearest 16 bits, the even ones of two as near; infinite from 65520 on. */
    public static short of(float value) {
        int sign = Float.floatToRawIntBits(value) >>> 16 & SIGN;
        float size = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (INFINITE | 1);
        } else if (Float.isInfinite(value)) {
            return (short) (sign | INFINITE);
        }
        int exponent = Math.max(LEAST_EXPONENT, Math.getExponent(size));
        if (exponent > GREATEST_EXPONENT) {
            return (short) (sign | INFINITE);
        }
        int steps = (int) Math.rint(Math.scalb((double) size, FRACTION_BITS - exponent));
        // a fraction that was rounded up to 2 carries into the exponent, and from the greatest one into infinity
        return (short) (sign | steps + (exponent - LEAST_EXPONENT << FRACTION_BITS));
    }
}
