package dev.pipit.framework.dsp;

/**
 * Fast Fourier transform of complex numbers, for sizes that are a power of two.
 *
 * <p>Forward, equal up to rounding to this direct sum; the inverse has {@code +} in the exponent and divides by size,
 * so that it undoes the forward transform:
 * <pre>{@code
 *     for (int k = 0; k < size; k++)
 *         X[k] = sum over n of x[n] * exp(-2 * Math.PI * i * k * n / size);
 * }</pre>
 *
 * <p>Shape: {@code [size, 2]}: real and imaginary parts in turn, from index 0.
 * Error: the root mean square of the error is below 2e-7 of that of the result, on noise; pinned by {@code FftTest}.
 * Cost: size × log4(size) butterflies of radix 4, no allocation. Twiddle factors are computed in double.
 * Source: T. G. Stockham, High-speed convolution and correlation, AFIPS 1966 (order without bit reversal).
 */
public final class Fft {
    private static final int MAX_SIZE = 65_536;

    private final int size;
    /** One table for each stage of radix 4: [p, 6], the real and imaginary parts of w^p, w^2p, w^3p. */
    private final float[][] twiddles;
    private final boolean endsWithRadix2;
    private final float[] scratch;
    private final float[] conjugate;

    /** Plans transforms of {@code size} complex numbers: a power of two from 1 to 65536. */
    public Fft(int size) {
        if (size < 1 || size > MAX_SIZE || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("size must be a power of two from 1 to " + MAX_SIZE + ": size=" + size);
        }
        this.size = size;
        int log2 = Integer.numberOfTrailingZeros(size);
        endsWithRadix2 = log2 % 2 == 1;
        twiddles = new float[log2 / 2][];
        for (int stage = 0; stage < twiddles.length; stage++) {
            twiddles[stage] = twiddles(size >> 2 * stage);
        }
        scratch = new float[2 * size];
        conjugate = new float[2 * size];
    }

    private static float[] twiddles(int n) {
        var table = new float[n / 4 * 6];
        for (int p = 0; p < n / 4; p++) {
            for (int power = 1; power <= 3; power++) {
                double angle = -2 * Math.PI * p * power / n;
                table[6 * p + 2 * power - 2] = (float) Math.cos(angle);
                table[6 * p + 2 * power - 1] = (float) Math.sin(angle);
            }
        }
        return table;
    }

    /** Complex numbers in and out. */
    public int size() {
        return size;
    }

    /** Transforms {@code x} into {@code result}, which must be another array; {@code x} stays as it is. */
    public void forward(float[] x, float[] result) {
        int stages = twiddles.length + (endsWithRadix2 ? 1 : 0);
        if (stages == 0) {
            System.arraycopy(x, 0, result, 0, 2);
            return;
        }
        // two arrays in turn, such that the last stage writes the result
        float[] from = x;
        float[] to = stages % 2 == 1 ? result : scratch;
        int stride = 1;
        for (float[] w : twiddles) {
            if (stride == 1) {
                firstStage(w, from, to);
            } else if (4 * stride == size) {
                lastStage(stride, from, to);
            } else {
                stage(w, stride, from, to);
            }
            stride *= 4;
            from = to;
            to = to == result ? scratch : result;
        }
        if (endsWithRadix2) {
            radix2(from, to);
        }
    }

    /** Transforms back. {@code spectrum} stays as it is; {@code result} must be another array. */
    public void inverse(float[] spectrum, float[] result) {
        // inverse = conjugate of the forward transform of the conjugate
        float scale = 1f / size;
        for (int i = 0; i < 2 * size; i += 2) {
            conjugate[i] = spectrum[i] * scale;
            conjugate[i + 1] = -spectrum[i + 1] * scale;
        }
        forward(conjugate, result);
        for (int i = 1; i < 2 * size; i += 2) {
            result[i] = -result[i];
        }
    }

    private void firstStage(float[] w, float[] x, float[] y) {
        int quarter = size / 2;
        for (int i = 0, t = 0, o = 0; i < quarter; i += 2, t += 6, o += 8) {
            float aRe = x[i];
            float aIm = x[i + 1];
            float bRe = x[i + quarter];
            float bIm = x[i + quarter + 1];
            float cRe = x[i + 2 * quarter];
            float cIm = x[i + 2 * quarter + 1];
            float dRe = x[i + 3 * quarter];
            float dIm = x[i + 3 * quarter + 1];
            float sumRe = aRe + cRe;
            float sumIm = aIm + cIm;
            float differenceRe = aRe - cRe;
            float differenceIm = aIm - cIm;
            float otherRe = bRe + dRe;
            float otherIm = bIm + dIm;
            float turnedRe = bIm - dIm;
            float turnedIm = dRe - bRe;
            y[o] = sumRe + otherRe;
            y[o + 1] = sumIm + otherIm;
            float re = differenceRe + turnedRe;
            float im = differenceIm + turnedIm;
            y[o + 2] = re * w[t] - im * w[t + 1];
            y[o + 3] = re * w[t + 1] + im * w[t];
            re = sumRe - otherRe;
            im = sumIm - otherIm;
            y[o + 4] = re * w[t + 2] - im * w[t + 3];
            y[o + 5] = re * w[t + 3] + im * w[t + 2];
            re = differenceRe - turnedRe;
            im = differenceIm - turnedIm;
            y[o + 6] = re * w[t + 4] - im * w[t + 5];
            y[o + 7] = re * w[t + 5] + im * w[t + 4];
        }
    }

    private void stage(float[] w, int stride, float[] x, float[] y) {
        int quarter = size / 2;
        int step = 2 * stride;
        for (int start = 0, t = 0; start < quarter; start += step, t += 6) {
            float w1Re = w[t];
            float w1Im = w[t + 1];
            float w2Re = w[t + 2];
            float w2Im = w[t + 3];
            float w3Re = w[t + 4];
            float w3Im = w[t + 5];
            for (int i = start, o = 4 * start; i < start + step; i += 2, o += 2) {
                float aRe = x[i];
                float aIm = x[i + 1];
                float bRe = x[i + quarter];
                float bIm = x[i + quarter + 1];
                float cRe = x[i + 2 * quarter];
                float cIm = x[i + 2 * quarter + 1];
                float dRe = x[i + 3 * quarter];
                float dIm = x[i + 3 * quarter + 1];
                float sumRe = aRe + cRe;
                float sumIm = aIm + cIm;
                float differenceRe = aRe - cRe;
                float differenceIm = aIm - cIm;
                float otherRe = bRe + dRe;
                float otherIm = bIm + dIm;
                float turnedRe = bIm - dIm;
                float turnedIm = dRe - bRe;
                y[o] = sumRe + otherRe;
                y[o + 1] = sumIm + otherIm;
                float re = differenceRe + turnedRe;
                float im = differenceIm + turnedIm;
                y[o + step] = re * w1Re - im * w1Im;
                y[o + step + 1] = re * w1Im + im * w1Re;
                re = sumRe - otherRe;
                im = sumIm - otherIm;
                y[o + 2 * step] = re * w2Re - im * w2Im;
                y[o + 2 * step + 1] = re * w2Im + im * w2Re;
                re = differenceRe - turnedRe;
                im = differenceIm - turnedIm;
                y[o + 3 * step] = re * w3Re - im * w3Im;
                y[o + 3 * step + 1] = re * w3Im + im * w3Re;
            }
        }
    }

    /** The stage whose only twiddle factor is 1. */
    private void lastStage(int stride, float[] x, float[] y) {
        int step = 2 * stride;
        for (int i = 0; i < step; i += 2) {
            float sumRe = x[i] + x[i + 2 * step];
            float sumIm = x[i + 1] + x[i + 2 * step + 1];
            float differenceRe = x[i] - x[i + 2 * step];
            float differenceIm = x[i + 1] - x[i + 2 * step + 1];
            float otherRe = x[i + step] + x[i + 3 * step];
            float otherIm = x[i + step + 1] + x[i + 3 * step + 1];
            float turnedRe = x[i + step + 1] - x[i + 3 * step + 1];
            float turnedIm = x[i + 3 * step] - x[i + step];
            y[i] = sumRe + otherRe;
            y[i + 1] = sumIm + otherIm;
            y[i + step] = differenceRe + turnedRe;
            y[i + step + 1] = differenceIm + turnedIm;
            y[i + 2 * step] = sumRe - otherRe;
            y[i + 2 * step + 1] = sumIm - otherIm;
            y[i + 3 * step] = differenceRe - turnedRe;
            y[i + 3 * step + 1] = differenceIm - turnedIm;
        }
    }

    private void radix2(float[] x, float[] y) {
        for (int i = 0; i < size; i++) {
            float a = x[i];
            float b = x[i + size];
            y[i] = a + b;
            y[i + size] = a - b;
        }
    }
}
