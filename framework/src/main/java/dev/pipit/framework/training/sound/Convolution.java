package dev.pipit.framework.training.sound;

import java.util.Arrays;

import dev.pipit.framework.dsp.RealFft;

/**
 * Lets a sound run through a filter of any length, such as a room, by FFT.
 *
 * <p>Equal, up to rounding, to
 * <pre>{@code
 *     for (int n = 0; n < x.length; n++)
 *         for (int k = 0; k < impulse.length; k++)
 *             y[n + k] += impulse[k] * x[n];
 * }</pre>
 *
 * <p>Shape: {@code x.length + impulse.length − 1} samples.
 * Error: the root mean square of the error is below 1e-6 of that of the result; pinned by {@code ConvolutionTest}.
 * Threads: one object a thread; it keeps the tables of its transforms.
 * Source: T. G. Stockham, High-speed convolution and correlation, AFIPS 1966 (overlap-add).
 */
public final class Convolution {
    /** Longest impulse response: with it half of the largest transform is left for the samples. */
    public static final int MAX_IMPULSE = 32_768;

    private static final int MAX_LOG2 = 16;
    private static final int MIN_LOG2 = 8;

    private final RealFft[] ffts = new RealFft[MAX_LOG2 + 1];

    /** With nothing planned yet. */
    public Convolution() {
    }

    /** The sound behind the filter, its last echoes included. */
    public float[] apply(float[] x, float[] impulse) {
        if (impulse.length < 1 || impulse.length > MAX_IMPULSE) {
            throw new IllegalArgumentException(
                "impulse must have 1 to " + MAX_IMPULSE + " samples: impulse=" + impulse.length);
        }
        var result = new float[x.length == 0 ? 0 : x.length + impulse.length - 1];
        RealFft fft = fft(x.length, impulse.length);
        var block = new float[fft.size()];
        System.arraycopy(impulse, 0, block, 0, impulse.length);
        var filter = new float[2 * fft.bins()];
        fft.forward(block, filter);
        var spectrum = new float[filter.length];
        int step = fft.size() - impulse.length + 1;
        for (int at = 0; at < x.length; at += step) {
            int count = Math.min(step, x.length - at);
            System.arraycopy(x, at, block, 0, count);
            Arrays.fill(block, count, block.length, 0);
            fft.forward(block, spectrum);
            multiply(spectrum, filter);
            fft.inverse(spectrum, block);
            int end = Math.min(count + impulse.length - 1, result.length - at);
            for (int n = 0; n < end; n++) {
                result[at + n] += block[n];
            }
        }
        return result;
    }

    /** The transform that costs least: all at once, or blocks of at least three times the impulse response. */
    private RealFft fft(int samples, int impulse) {
        int whole = log2(samples + impulse - 1);
        int log2 = Math.max(MIN_LOG2, Math.min(MAX_LOG2, Math.min(whole, log2(4 * impulse))));
        if (ffts[log2] == null) {
            ffts[log2] = new RealFft(1 << log2);
        }
        return ffts[log2];
    }

    /** Of the smallest power of two that is not below. */
    private static int log2(int size) {
        return size <= 1 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
    }

    private static void multiply(float[] a, float[] b) {
        for (int k = 0; k < a.length; k += 2) {
            float re = a[k] * b[k] - a[k + 1] * b[k + 1];
            a[k + 1] = a[k] * b[k + 1] + a[k + 1] * b[k];
            a[k] = re;
        }
    }
}
