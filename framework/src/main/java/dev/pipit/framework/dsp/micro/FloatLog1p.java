package dev.pipit.framework.dsp.micro;

/**
 * ln(1 + x) in float arithmetic, with the very rounding errors that the C library has with which models were trained.
 *
 * <p>For 23 of the 256 bins of a spectrum the last bit differs from the right one, and one of these moves a weight of the
 * filter bank.
 *
 * <p>1 + x = 2^k × (1 + f) with 1 + f between √½ and √2, and the lost digits of 1 + x are carried along; then, with s =
 * f / (2 + f), ln(1 + f) = f − f²/2 + s (f²/2 + R(s²)).
 *
 * <p>Range: 0 to 2^24. Error: below 1 unit in the last place against {@link StrictMath#log1p}; pinned by {@code
 * FloatLog1pTest}.
 * Source: the method and the polynomial of fdlibm, Sun Microsystems 1993, in its float form (log1pf), as in glibc and
 * newlib.
 */
final class FloatLog1p {
    private static final float SQRT_2_MINUS_1 = 0x1.a827aep-2f;
    private static final int SQRT_2_FRACTION = 0x3504f7;
    private static final int FRACTION = 0x7fffff;
    private static final int FRACTION_BITS = 23;
    private static final int BIAS = 127;
    private static final float LN_2_HIGH = 0x1.62e3p-1f;
    private static final float LN_2_LOW = 0x1.2fefa2p-17f;
    private static final float[] R = {0x1.555556p-1f, 0x1.99999ap-2f, 0x1.24924ap-2f, 0x1.c71c52p-3f, 0x1.74664ap-3f,
        0x1.39a09ep-3f, 0x1.2f112ep-3f};

    private FloatLog1p() {
    }

    static float of(float x) {
        if (x < SQRT_2_MINUS_1) {
            float half = 0.5f * x * x;
            return x - (half - curve(x, half));
        }
        float u = 1 + x;
        int bits = Float.floatToRawIntBits(u);
        int k = (bits >> FRACTION_BITS) - BIAS;
        float lost = (k > 0 ? 1 - (u - x) : x - (u - 1)) / u;
        int fraction = bits & FRACTION;
        int exponent = BIAS;
        if (fraction >= SQRT_2_FRACTION) {
            k++;
            exponent--;
        }
        float f = Float.intBitsToFloat(fraction | exponent << FRACTION_BITS) - 1;
        float half = 0.5f * f * f;
        return k * LN_2_HIGH - (half - (curve(f, half) + (k * LN_2_LOW + lost)) - f);
    }

    private static float curve(float f, float half) {
        float s = f / (2 + f);
        float z = s * s;
        float r = R[R.length - 1];
        for (int i = R.length - 2; i >= 0; i--) {
            r = R[i] + z * r;
        }
        return s * (half + z * r);
    }
}
