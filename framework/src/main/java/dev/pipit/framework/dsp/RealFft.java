package dev.pipit.framework.dsp;

/**
 * Fast Fourier transform of real samples, for sizes that are a power of two: half the work of {@link Fft}.
 *
 * <p>Equal, up to rounding, to the first {@code size / 2 + 1} results of {@link Fft}; the others are their conjugates.
 *
 * <p>Shape: samples {@code [size]}, spectrum {@code [size / 2 + 1, 2]}: real and imaginary parts in turn, bin k at
 * {@code k × rate / size}. The imaginary parts of the first and the last bin are 0.
 * Error: the root mean square of the error is below 3e-7 of that of the result, on noise; pinned by
 * {@code RealFftTest}.
 * Cost: one {@link Fft} of half the size and one pass, no allocation.
 */
public final class RealFft {
    private static final int MAX_SIZE = 65_536;

    private final int size;
    private final Fft half;
    /** [size / 4 + 1, 2]: the real and imaginary parts of exp(−2πik/size). */
    private final float[] twiddles;
    private final float[] packed;

    /** Plans transforms of {@code size} samples: a power of two from 2 to 65536. */
    public RealFft(int size) {
        if (size < 2 || size > MAX_SIZE || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("size must be a power of two from 2 to " + MAX_SIZE + ": size=" + size);
        }
        this.size = size;
        half = new Fft(size / 2);
        twiddles = new float[2 * (size / 4 + 1)];
        for (int k = 0; k <= size / 4; k++) {
            double angle = -2 * Math.PI * k / size;
            twiddles[2 * k] = (float) Math.cos(angle);
            twiddles[2 * k + 1] = (float) Math.sin(angle);
        }
        packed = new float[size];
    }

    /** Samples in. */
    public int size() {
        return size;
    }

    /** Bins out: {@code size / 2 + 1}. */
    public int bins() {
        return size / 2 + 1;
    }

    /** Transforms {@code samples}, which stay as they are, into {@code spectrum}, another array. */
    public void forward(float[] samples, float[] spectrum) {
        // even samples as real parts, odd samples as imaginary parts; then the two spectra are taken apart
        half.forward(samples, spectrum);
        float re = spectrum[0];
        float im = spectrum[1];
        spectrum[0] = re + im;
        spectrum[1] = 0;
        spectrum[size] = re - im;
        spectrum[size + 1] = 0;
        for (int k = 2, m = size - 2; k < m; k += 2, m -= 2) {
            float evenRe = 0.5f * (spectrum[k] + spectrum[m]);
            float evenIm = 0.5f * (spectrum[k + 1] - spectrum[m + 1]);
            float oddRe = 0.5f * (spectrum[k + 1] + spectrum[m + 1]);
            float oddIm = 0.5f * (spectrum[m] - spectrum[k]);
            float turnedRe = oddRe * twiddles[k] - oddIm * twiddles[k + 1];
            float turnedIm = oddRe * twiddles[k + 1] + oddIm * twiddles[k];
            spectrum[k] = evenRe + turnedRe;
            spectrum[k + 1] = evenIm + turnedIm;
            spectrum[m] = evenRe - turnedRe;
            spectrum[m + 1] = turnedIm - evenIm;
        }
        if (size >= 4) {
            spectrum[size / 2 + 1] = -spectrum[size / 2 + 1];
        }
    }

    /**
     * Transforms back, so that it undoes {@link #forward}. {@code spectrum} stays as it is, the imaginary parts of its
     * first and last bin are taken as 0; {@code samples} must be another array.
     */
    public void inverse(float[] spectrum, float[] samples) {
        float scale = 1f / size;
        packed[0] = (spectrum[0] + spectrum[size]) * scale;
        packed[1] = (spectrum[size] - spectrum[0]) * scale;
        for (int k = 2, m = size - 2; k <= m; k += 2, m -= 2) {
            float evenRe = spectrum[k] + spectrum[m];
            float evenIm = spectrum[k + 1] - spectrum[m + 1];
            float turnedRe = spectrum[k] - spectrum[m];
            float turnedIm = spectrum[k + 1] + spectrum[m + 1];
            float oddRe = turnedRe * twiddles[k] + turnedIm * twiddles[k + 1];
            float oddIm = turnedIm * twiddles[k] - turnedRe * twiddles[k + 1];
            // even + i × odd, conjugated for the forward transform below
            packed[k] = (evenRe - oddIm) * scale;
            packed[k + 1] = -(evenIm + oddRe) * scale;
            packed[m] = (evenRe + oddIm) * scale;
            packed[m + 1] = (evenIm - oddRe) * scale;
        }
        half.forward(packed, samples);
        for (int n = 1; n < size; n += 2) {
            samples[n] = -samples[n];
        }
    }
}
