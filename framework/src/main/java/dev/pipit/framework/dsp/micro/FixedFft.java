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
    private static final int HALF = 1 << FRACTION_BITS - 1;

    private final int half;
    /** For each round, the root of one that each number is multiplied by. */
    private final int[][] cos;
    private final int[][] sin;
    private final short[] splitCos;
    private final short[] splitSin;
    private final int[] order;
    private final int[] re;
    private final int[] im;

    FixedFft() {
        this(SIZE);
    }

    /** @param size samples, a power of two from {@link #SMALLEST} to {@link #LARGEST} */
    public FixedFft(int size) {
        if (size < SMALLEST || size > LARGEST || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("size must be a power of two from 8 to 32768: size=" + size);
        }
        half = size / 2;
        int rounds = (Integer.numberOfTrailingZeros(half) + 1) / 2;
        cos = new int[rounds][half];
        sin = new int[rounds][half];
        splitCos = new short[half / 2 + 1];
        splitSin = new short[half / 2 + 1];
        order = new int[half];
        re = new int[half];
        im = new int[half];
        for (int i = 0; i < half; i++) {
            order[i] = reversed(i);
        }
        for (int round = 0, points = 1; round < rounds; round++) {
            int radix = radix(points);
            roots(round, points, radix);
            points *= radix;
        }
        for (int k = 1; k <= half / 2; k++) {
            double phase = -Math.PI * ((double) k / half + 0.5);
            splitCos[k] = fixed(StrictMath.cos(phase));
            splitSin[k] = fixed(StrictMath.sin(phase));
        }
    }

    /** How many transforms of {@code points} points become one: four, or two at first where half is no power of four. */
    private int radix(int points) {
        return Integer.numberOfTrailingZeros(half / points) % 2 == 0 ? 4 : 2;
    }

    /** Part m of a transform is multiplied by the roots m × k; part 0 stays as it is, which is 2^15 and not 2^15 − 1. */
    private void roots(int round, int points, int radix) {
        for (int i = 0; i < half; i++) {
            int part = i / points % radix;
            int root = part * (i % points) * (half / (radix * points));
            double phase = -2 * Math.PI * root / half;
            cos[round][i] = part == 0 ? 1 << FRACTION_BITS : fixed(StrictMath.cos(phase));
            sin[round][i] = part == 0 ? 0 : fixed(StrictMath.sin(phase));
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
        for (int round = 0, points = 1; round < cos.length; round++) {
            int radix = radix(points);
            turn(re, im, cos[round], sin[round], ONE / radix);
            for (int start = 0; start < half; start += radix * points) {
                if (radix == 4) {
                    combine(re, im, start, points);
                } else {
                    combinePair(re, im, start);
                }
            }
            points *= radix;
        }
        split(outRe, outIm);
    }

    /**
     * Divides all numbers by the radix and multiplies them by their roots of one. In a loop of its own, and with what
     * stays as it is multiplied too, because the compiler makes vector instructions of it.
     */
    private static void turn(int[] re, int[] im, int[] cos, int[] sin, int scale) {
        for (int i = 0; i < re.length; i++) {
            int x = re[i] * scale + HALF >> FRACTION_BITS;
            int y = im[i] * scale + HALF >> FRACTION_BITS;
            re[i] = x * cos[i] - y * sin[i] + HALF >> FRACTION_BITS;
            im[i] = x * sin[i] + y * cos[i] + HALF >> FRACTION_BITS;
        }
    }

    /** Two neighbours become their sum and their difference. */
    private static void combinePair(int[] re, int[] im, int a) {
        int x = re[a];
        int y = im[a];
        re[a] = (short) (x + re[a + 1]);
        im[a] = (short) (y + im[a + 1]);
        re[a + 1] = (short) (x - re[a + 1]);
        im[a + 1] = (short) (y - im[a + 1]);
    }

    /** Four transforms of {@code quarter} points, one behind the other, become one. */
    private static void combine(int[] re, int[] im, int start, int quarter) {
        for (int a = start; a < start + quarter; a++) {
            int b = a + quarter;
            int c = a + 2 * quarter;
            int d = a + 3 * quarter;
            int minusRe = re[a] - re[c];
            int minusIm = im[a] - im[c];
            int plusRe = re[a] + re[c];
            int plusIm = im[a] + im[c];
            int sumRe = re[b] + re[d];
            int sumIm = im[b] + im[d];
            int diffRe = re[b] - re[d];
            int diffIm = im[b] - im[d];
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

    /** From the spectrum of pairs to the spectrum of samples. */
    private void split(short[] outRe, short[] outIm) {
        int first = scaled(re[0], 2);
        int second = scaled(im[0], 2);
        outRe[0] = (short) (first + second);
        outIm[0] = 0;
        outRe[half] = (short) (first - second);
        outIm[half] = 0;
        for (int k = 1; k <= half / 2; k++) {
            int high = half - k;
            int lowRe = scaled(re[k], 2);
            int lowIm = scaled(im[k], 2);
            int highRe = scaled(re[high], 2);
            int highIm = scaled((short) -im[high], 2);
            int sumRe = lowRe + highRe;
            int sumIm = lowIm + highIm;
            int diffRe = lowRe - highRe;
            int diffIm = lowIm - highIm;
            int turnedRe = rounded(diffRe * splitCos[k] - diffIm * splitSin[k]);
            int turnedIm = rounded(diffRe * splitSin[k] + diffIm * splitCos[k]);
            outRe[k] = (short) (sumRe + turnedRe >> 1);
            outIm[k] = (short) (sumIm + turnedIm >> 1);
            outRe[high] = (short) (sumRe - turnedRe >> 1);
            outIm[high] = (short) (turnedIm - sumIm >> 1);
        }
    }

    private static short scaled(int x, int divisor) {
        return rounded(x * (ONE / divisor));
    }

    /** Drops the binary places of a product. Two products of 16-bit numbers, rounding included, fit an int. */
    private static short rounded(int product) {
        return (short) (product + HALF >> FRACTION_BITS);
    }

    private static short fixed(double x) {
        return (short) Math.floor(0.5 + ONE * x);
    }
}
