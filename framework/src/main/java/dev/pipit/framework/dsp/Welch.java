package dev.pipit.framework.dsp;

import java.util.Arrays;
import java.util.Objects;

/**
 * Power spectral density of a frame by Welch's method: the mean of the spectra of pieces that overlap by half.
 *
 * <p>Equal, up to rounding, to: each piece without its mean, times a Hann taper w, |FFT|² / (rate × Σw²), doubled but
 * for the first and last bin, and the mean over all pieces.
 *
 * <p>Shape: {@code length} samples of one channel, {@code stride} apart, to {@code [piece / 2 + 1]}; bin k stands at
 * {@code k × rate / piece}. Unit: that of the samples, squared, per Hz: the sum over all bins times {@code rate /
 * piece} is the mean square. Cost: one FFT a piece, no allocation.
 * Source: P. D. Welch, The use of fast Fourier transform for the estimation of power spectra, IEEE Transactions on
 * Audio and Electroacoustics 15 (1967), pages 70 to 73.
 */
public final class Welch {
    private final int length;
    private final int stride;
    private final Spectrum spectrum;
    private final double scale;
    private final float[] piece;
    private final float[] power;

    /**
     * @param length samples of a frame, at least piece
     * @param stride distance of two samples of a channel, at least 1
     * @param piece  a power of two from 2 to 65536
     * @param rateHz of the samples
     */
    public Welch(int length, int stride, int piece, double rateHz) {
        if (length < piece || stride < 1) {
            throw new IllegalArgumentException("length must be at least one piece, stride at least 1: length=" + length
                + ", piece=" + piece + ", stride=" + stride);
        }
        this.length = length;
        this.stride = stride;
        spectrum = new Spectrum(Spectrum.Settings.of(piece).removeMean(true));
        this.piece = new float[piece];
        power = new float[spectrum.bins()];
        double squares = 0;
        for (float w : Taper.HANN.coefficients(piece)) {
            squares += (double) w * w;
        }
        scale = 1 / (rateHz * squares);
    }

    /** Numbers out. */
    public int bins() {
        return power.length;
    }

    /** Writes the density of the frame at {@code x[from]} into {@code into}, from index 0. */
    public void apply(float[] x, int from, float[] into) {
        Objects.checkFromIndexSize(0, power.length, into.length);
        Arrays.fill(into, 0, power.length, 0);
        int half = piece.length / 2;
        int pieces = (length - piece.length) / half + 1;
        for (int p = 0; p < pieces; p++) {
            for (int n = 0; n < piece.length; n++) {
                piece[n] = x[from + (p * half + n) * stride];
            }
            spectrum.apply(piece, 0, power);
            for (int k = 0; k < power.length; k++) {
                into[k] += power[k];
            }
        }
        for (int k = 0; k < power.length; k++) {
            boolean edge = k == 0 || k == power.length - 1;
            into[k] = (float) (into[k] * scale / pieces * (edge ? 1 : 2));
        }
    }
}
