package dev.pipit.framework.dsp.micro;

/**
 * Spectrum of 512 real samples in 16-bit arithmetic, divided by 512.
 *
 * <p>Equal, up to rounding, to this direct sum:
 * <pre>{@code
 *     re[k] = sum over n of x[n] * cos(2 * PI * k * n / 512) / 512
 *     im[k] = sum over n of x[n] * -sin(2 * PI * k * n / 512) / 512
 * }</pre>
 *
 * <p>Two neighbouring samples make one complex number; 256 of these are transformed by four rounds of radix 4, each of
 * which first divides by 4, and then taken apart into 257 bins. Every product is rounded to nearest, every sum is kept
 * in 16 bit and wraps, as in kissfft.
 *
 * <p>Range: up to 23169 = 32767 / √2; of louder samples the sums may wrap.
 * Error: below 4 units, and 0.08 % of the largest bin because a quarter is 8191 / 32768 here, against the direct sum;
 * pinned by {@code FixedFftTest}.
 */
final class FixedFft {
    static final int SIZE = 512;
    static final int BINS = SIZE / 2 + 1;

    private static final int HALF = SIZE / 2;
    private static final int FRACTION_BITS = 15;
    private static final int ONE = (1 << FRACTION_BITS) - 1;

    private final short[] cos = new short[HALF];
    private final short[] sin = new short[HALF];
    private final short[] splitCos = new short[HALF / 2 + 1];
    private final short[] splitSin = new short[HALF / 2 + 1];
    private final int[] order = new int[HALF];
    private final short[] re = new short[HALF];
    private final short[] im = new short[HALF];

    FixedFft() {
        for (int i = 0; i < HALF; i++) {
            double phase = -2 * Math.PI * i / HALF;
            cos[i] = fixed(StrictMath.cos(phase));
            sin[i] = fixed(StrictMath.sin(phase));
            order[i] = (i & 3) << 6 | (i >> 2 & 3) << 4 | (i >> 4 & 3) << 2 | i >> 6;      // digits of base 4, reversed
        }
        for (int k = 1; k <= HALF / 2; k++) {
            double phase = -Math.PI * ((double) k / HALF + 0.5);
            splitCos[k] = fixed(StrictMath.cos(phase));
            splitSin[k] = fixed(StrictMath.sin(phase));
        }
    }

    /**
     * Transforms {@code x[0]} to {@code x[length - 1]}, followed by zeros.
     *
     * @param leftShift by which the samples are multiplied first, so that they fill their 16 bits
     * @param outRe     {@code [257]}
     * @param outIm     {@code [257]}
     */
    void apply(short[] x, int length, int leftShift, short[] outRe, short[] outIm) {
        for (int i = 0; i < HALF; i++) {
            int n = 2 * order[i];
            re[i] = n < length ? (short) (x[n] << leftShift) : 0;
            im[i] = n + 1 < length ? (short) (x[n + 1] << leftShift) : 0;
        }
        for (int quarter = 1; quarter < HALF; quarter *= 4) {
            for (int start = 0; start < HALF; start += 4 * quarter) {
                combine(start, quarter, HALF / (4 * quarter));
            }
        }
        split(outRe, outIm);
    }

    /** Four transforms of {@code quarter} points, one behind the other, become one. */
    private void combine(int start, int quarter, int stride) {
        for (int k = 0; k < quarter; k++) {
            int a = start + k;
            int b = a + quarter;
            int c = b + quarter;
            int d = c + quarter;
            turn(b, k * stride);
            turn(c, 2 * k * stride);
            turn(d, 3 * k * stride);
            short aRe = scaled(re[a], 4);
            short aIm = scaled(im[a], 4);
            short minusRe = (short) (aRe - re[c]);
            short minusIm = (short) (aIm - im[c]);
            short plusRe = (short) (aRe + re[c]);
            short plusIm = (short) (aIm + im[c]);
            short sumRe = (short) (re[b] + re[d]);
            short sumIm = (short) (im[b] + im[d]);
            short diffRe = (short) (re[b] - re[d]);
            short diffIm = (short) (im[b] - im[d]);
            re[a] = (short) (plusRe + sumRe);
            im[a] = (short) (plusIm + sumIm);
            re[b] = (short) (minusRe + diffIm);
            im[b] = (short) (minusIm - diffRe);
            re[c] = (short) (plusRe - sumRe);
            im[c] = (short) (plusIm - sumIm);
            re[d] = (short) (minusRe - diffIm);
            im[d] = (short) (minusIm + diffRe);
        }
    }

    /** Divides by 4 and multiplies by a root of one. */
    private void turn(int at, int root) {
        int x = scaled(re[at], 4);
        int y = scaled(im[at], 4);
        re[at] = rounded(x * cos[root] - y * sin[root]);
        im[at] = rounded(x * sin[root] + y * cos[root]);
    }

    /** From the spectrum of pairs to the spectrum of samples. */
    private void split(short[] outRe, short[] outIm) {
        int first = scaled(re[0], 2);
        int second = scaled(im[0], 2);
        outRe[0] = (short) (first + second);
        outIm[0] = 0;
        outRe[HALF] = (short) (first - second);
        outIm[HALF] = 0;
        for (int k = 1; k <= HALF / 2; k++) {
            short lowRe = scaled(re[k], 2);
            short lowIm = scaled(im[k], 2);
            short highRe = scaled(re[HALF - k], 2);
            short highIm = scaled((short) -im[HALF - k], 2);
            short sumRe = (short) (lowRe + highRe);
            short sumIm = (short) (lowIm + highIm);
            short diffRe = (short) (lowRe - highRe);
            short diffIm = (short) (lowIm - highIm);
            short turnedRe = rounded(diffRe * splitCos[k] - diffIm * splitSin[k]);
            short turnedIm = rounded(diffRe * splitSin[k] + diffIm * splitCos[k]);
            outRe[k] = (short) (sumRe + turnedRe >> 1);
            outIm[k] = (short) (sumIm + turnedIm >> 1);
            outRe[HALF - k] = (short) (sumRe - turnedRe >> 1);
            outIm[HALF - k] = (short) (turnedIm - sumIm >> 1);
        }
    }

    private static short scaled(short x, int divisor) {
        return rounded(x * (ONE / divisor));
    }

    /** Drops the binary places of a product. Two products of 16-bit numbers, rounding included, fit an int. */
    private static short rounded(int product) {
        return (short) (product + (1 << FRACTION_BITS - 1) >> FRACTION_BITS);
    }

    private static short fixed(double x) {
        return (short) Math.floor(0.5 + ONE * x);
    }
}
