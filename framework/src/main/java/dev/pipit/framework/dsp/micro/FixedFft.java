package dev.pipit.framework.dsp.micro;

/**
 * Spectrum of n real samples in 16-bit arithmetic, divided by n, a power of two.
 *
 * <p>Equal, up to rounding, to this direct sum:
 * <pre>{@code
 *     re[k] = sum over i of x[i] * cos(2 * PI * k * i / n) / n
 *     im[k] = sum over i of x[i] * -sin(2 * PI * k * i / n) / n
 * }</pre>
 *
 * <p>Two neighbouring samples make one complex number; the n/2 of these are transformed by rounds of radix 4, after one
 * of radix 2 where n/2 is no power of 4, each of which first divides by its radix, and are then taken apart into n/2 + 1
 * bins. Every product is rounded to nearest, every sum is kept in 16 bit and wraps, as in kissfft.
 *
 * <p>Range: up to 23169 = 32767 / √2; of louder samples the sums may wrap.
 * Error: below 4 units, and 0.08 % of the largest bin because a quarter is 8191 / 32768 here, against the direct sum of
 * 512 samples; pinned by {@code FixedFftTest}.
 */
public final class FixedFft {
    /** The shortest transform. */
    public static final int SMALLEST = 8;
    /** The longest transform. */
    public static final int LARGEST = 1 << 15;

    /** Length for the front end. */
    static final int SIZE = 512;
    static final int BINS = SIZE / 2 + 1;

    private static final int FRACTION_BITS = 15;
    private static final int ONE = (1 << FRACTION_BITS) - 1;

    private final int half;
    private final short[] cos;
    private final short[] sin;
    private final short[] splitCos;
    private final short[] splitSin;
    private final int[] order;
    private final short[] re;
    private final short[] im;

    FixedFft() {
        this(SIZE);
    }

    /** @param size samples, a power of two from {@link #SMALLEST} to {@link #LARGEST} */
    public FixedFft(int size) {
        if (size < SMALLEST || size > LARGEST || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("size must be a power of two from 8 to 32768: size=" + size);
        }
        half = size / 2;
        cos = new short[half];
        sin = new short[half];
        splitCos = new short[half / 2 + 1];
        splitSin = new short[half / 2 + 1];
        order = new int[half];
        re = new short[half];
        im = new short[half];
        for (int i = 0; i < half; i++) {
            double phase = -2 * Math.PI * i / half;
            cos[i] = fixed(StrictMath.cos(phase));
            sin[i] = fixed(StrictMath.sin(phase));
            order[i] = reversed(i);
        }
        for (int k = 1; k <= half / 2; k++) {
            double phase = -Math.PI * ((double) k / half + 0.5);
            splitCos[k] = fixed(StrictMath.cos(phase));
            splitSin[k] = fixed(StrictMath.sin(phase));
        }
    }

    /** Which complex number comes to place {@code i}: its digits of base 4, and a last one of base 2, reversed. */
    private int reversed(int i) {
        int number = 0;
        int weight = 1;
        int rest = i;
        for (int points = half; points > 1;) {
            int radix = points % 4 == 0 ? 4 : 2;
            points /= radix;
            number += rest / points * weight;
            rest %= points;
            weight *= radix;
        }
        return number;
    }

    /**
     * Transforms {@code x[0]} to {@code x[length - 1]}, followed by zeros.
     *
     * @param leftShift by which the samples are multiplied first, so that they fill their 16 bits
     * @param outRe     {@code [size / 2 + 1]}
     * @param outIm     {@code [size / 2 + 1]}
     */
    public void apply(short[] x, int length, int leftShift, short[] outRe, short[] outIm) {
        for (int i = 0; i < half; i++) {
            int n = 2 * order[i];
            re[i] = n < length ? (short) (x[n] << leftShift) : 0;
            im[i] = n + 1 < length ? (short) (x[n + 1] << leftShift) : 0;
        }
        int first = Integer.numberOfTrailingZeros(half) % 2 == 0 ? 1 : 2;
        for (int a = 0; first == 2 && a < half; a += 2) {
            combinePair(a);
        }
        for (int quarter = first; quarter < half; quarter *= 4) {
            for (int start = 0; start < half; start += 4 * quarter) {
                combine(start, quarter, half / (4 * quarter));
            }
        }
        split(outRe, outIm);
    }

    /** Two neighbours become their sum and their difference. */
    private void combinePair(int a) {
        turn(a + 1, 0, 2);
        short x = scaled(re[a], 2);
        short y = scaled(im[a], 2);
        short turnedX = re[a + 1];
        short turnedY = im[a + 1];
        re[a] = (short) (x + turnedX);
        im[a] = (short) (y + turnedY);
        re[a + 1] = (short) (x - turnedX);
        im[a + 1] = (short) (y - turnedY);
    }

    /** Four transforms of {@code quarter} points, one behind the other, become one. */
    private void combine(int start, int quarter, int stride) {
        for (int k = 0; k < quarter; k++) {
            int a = start + k;
            int b = a + quarter;
            int c = b + quarter;
            int d = c + quarter;
            turn(b, k * stride, 4);
            turn(c, 2 * k * stride, 4);
            turn(d, 3 * k * stride, 4);
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

    /** Divides by the radix and multiplies by a root of one. */
    private void turn(int at, int root, int radix) {
        int x = scaled(re[at], radix);
        int y = scaled(im[at], radix);
        re[at] = rounded(x * cos[root] - y * sin[root]);
        im[at] = rounded(x * sin[root] + y * cos[root]);
    }

    /** From the spectrum of pairs to the spectrum of samples. */
    private void split(short[] outRe, short[] outIm) {
        int first = scaled(re[0], 2);
        int second = scaled(im[0], 2);
        outRe[0] = (short) (first + second);
        outIm[0] = 0;
        outRe[half] = (short) (first - second);
        outIm[half] = 0;
        for (int k = 1; k <= half / 2; k++) {
            short lowRe = scaled(re[k], 2);
            short lowIm = scaled(im[k], 2);
            short highRe = scaled(re[half - k], 2);
            short highIm = scaled((short) -im[half - k], 2);
            short sumRe = (short) (lowRe + highRe);
            short sumIm = (short) (lowIm + highIm);
            short diffRe = (short) (lowRe - highRe);
            short diffIm = (short) (lowIm - highIm);
            short turnedRe = rounded(diffRe * splitCos[k] - diffIm * splitSin[k]);
            short turnedIm = rounded(diffRe * splitSin[k] + diffIm * splitCos[k]);
            outRe[k] = (short) (sumRe + turnedRe >> 1);
            outIm[k] = (short) (sumIm + turnedIm >> 1);
            outRe[half - k] = (short) (sumRe - turnedRe >> 1);
            outIm[half - k] = (short) (turnedIm - sumIm >> 1);
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
