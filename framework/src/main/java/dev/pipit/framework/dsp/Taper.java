package dev.pipit.framework.dsp;

import java.util.function.DoubleUnaryOperator;

/**
 * The curve a frame is multiplied by before an FFT.
 *
 * <p>A periodic taper of length n is the first n of n + 1 values of the symmetric one: right for spectra. The symmetric
 * form, the same at both ends, is what HTK, Kaldi and many models were made with.
 *
 * <p>Unit: none; the largest value is 1 (of a symmetric taper of even length: a little less).
 * Source: F. J. Harris, On the use of windows for harmonic analysis with the discrete Fourier transform, Proceedings
 * of the IEEE 66 (1978), pages 51 to 83; {@link #POVEY}: Kaldi, feat/feature-window.
 */
public enum Taper {
    /** 1 everywhere. */
    RECTANGULAR(false, t -> 1),
    /** Periodic, 0 at its first sample. */
    HANN(false, t -> 0.5 - 0.5 * Math.cos(t)),
    /** 0 at both ends. */
    HANN_SYMMETRIC(true, t -> 0.5 - 0.5 * Math.cos(t)),
    /** Periodic, 0.08 at its first sample. */
    HAMMING(false, t -> 0.54 - 0.46 * Math.cos(t)),
    /** 0.08 at both ends. */
    HAMMING_SYMMETRIC(true, t -> 0.54 - 0.46 * Math.cos(t)),
    /** Kaldi's own: symmetric Hann to the power of 0.85, so 0 at both ends. */
    POVEY(true, t -> Math.pow(0.5 - 0.5 * Math.cos(t), 0.85)),
    /** Periodic, four terms, side lobes below −92 dB: for small lines beside large ones. */
    BLACKMAN_HARRIS(false,
        t -> 0.35875 - 0.48829 * Math.cos(t) + 0.14128 * Math.cos(2 * t) - 0.01168 * Math.cos(3 * t));

    private final boolean symmetric;
    /** From the angle, 0 to 2π over the taper, to its value. */
    private final DoubleUnaryOperator curve;

    Taper(boolean symmetric, DoubleUnaryOperator curve) {
        this.symmetric = symmetric;
        this.curve = curve;
    }

    /** The {@code length} values, in a new array; length at least 1. */
    public float[] coefficients(int length) {
        if (length < 1) {
            throw new IllegalArgumentException("length must be at least 1: length=" + length);
        }
        int period = symmetric ? length - 1 : length;
        var values = new float[length];
        for (int n = 0; n < length; n++) {
            values[n] = period == 0 ? 1 : (float) curve.applyAsDouble(2 * Math.PI * n / period);
        }
        return values;
    }
}
