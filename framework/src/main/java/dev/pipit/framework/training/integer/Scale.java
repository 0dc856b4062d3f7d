package dev.pipit.framework.training.integer;

/**
 * Quantization of a tensor: real = scale × (q − zeroPoint).
 *
 * @param scale     finite and above 0, as a file stores it
 * @param zeroPoint the number that stands for 0: −128 to 127, up to 255 for a tensor without sign
 */
public record Scale(float scale, int zeroPoint) {
    private static final int LEAST = Byte.MIN_VALUE;
    private static final int GREATEST = Byte.MAX_VALUE;

    public Scale {
        if (!(scale > 0) || Float.isInfinite(scale)) {
            throw new IllegalArgumentException("scale must be finite and above 0: scale=" + scale);
        }
        if (zeroPoint < LEAST || zeroPoint > 255) {
            throw new IllegalArgumentException("zero point must be -128 to 255: zeroPoint=" + zeroPoint);
        }
    }

    /**
     * Signed 8-bit numbers for the reals from {@code min} to {@code max}, widened to contain 0; the zero point is a whole
     * number, which moves the ends by up to half a step.
     *
     * @throws IllegalArgumentException unless the ends are finite, in order, and not both 0
     */
    public static Scale of(double min, double max) {
        double low = Math.min(min, 0);
        double high = Math.max(max, 0);
        if (!(min <= max) || !(high > low) || Double.isInfinite(high - low)) {
            throw new IllegalArgumentException("range must be finite and not empty: min=" + min + ", max=" + max);
        }
        double step = (high - low) / (GREATEST - LEAST);
        double zero = rounded(LEAST - low / step);
        return new Scale((float) step, (int) Math.max(LEAST, Math.min(GREATEST, zero)));
    }

    /** The nearest signed 8-bit number, halves away from 0, held at the ends. */
    public int quantize(double real) {
        return (int) Math.max(LEAST, Math.min(GREATEST, rounded(real / scale) + zeroPoint));
    }

    /** Halves away from 0. */
    static double rounded(double x) {
        return Math.copySign(Math.floor(Math.abs(x) + 0.5), x);
    }

    /** What a number stands for. */
    public double real(int q) {
        return (double) scale * (q - zeroPoint);
    }
}
