package dev.pipit.framework.dsp;

import java.util.Arrays;

/**
 * Spectrum of the squared envelope of a frame: how often something knocks, whatever it makes ring.
 *
 * <p>In this order: FFT; every bin within the band is set to magnitude 1 and keeps its phase (cepstral prewhitening:
 * gears and resonances, which are loud at few frequencies, count no more than others), every other to 0; the analytic
 * signal; its squared magnitude, without its mean, under a Hann taper; FFT; magnitude.
 *
 * <p>Shape: {@code [length]} to {@code [length / 2 + 1]}; bin k stands at {@code k × rate / length}. Unit: none, as all
 * magnitudes were set alike: only the ratio of a line to what is around it says something. What repeats without any slip
 * is a line itself and is flattened: gears are meant to be, bearings always slip. Cost: four {@link RealFft},
 * no allocation.
 * Source: P. Borghesani, P. Pennacchi, R. B. Randall, N. Sawalhi, R. Ricci, Application of cepstrum pre-whitening for
 * the diagnosis of bearing faults under variable speed conditions, Mechanical Systems and Signal Processing 36 (2013);
 * R. B. Randall, J. Antoni, Rolling element bearing diagnostics — a tutorial, the same 25 (2011), section 5.
 */
public final class EnvelopeSpectrum {
    private final RealFft fft;
    private final float[] taper;
    private final int firstBin;
    private final int lastBin;
    private final float[] spectrum;
    private final float[] turned;
    private final float[] real;
    private final float[] imaginary;

    /**
     * @param length samples of a frame, a power of two from 4 to 65536
     * @param rateHz of the samples
     * @param fromHz lower edge of the band, at least 0
     * @param toHz   upper edge of the band, at most half of the rate
     */
    public EnvelopeSpectrum(int length, double rateHz, double fromHz, double toHz) {
        if (!(fromHz >= 0 && fromHz < toHz && toHz <= rateHz / 2)) {
            throw new IllegalArgumentException("the band must lie between 0 and half the rate: fromHz=" + fromHz
                + ", toHz=" + toHz + ", rateHz=" + rateHz);
        }
        fft = new RealFft(length);
        taper = Taper.HANN.coefficients(length);
        firstBin = (int) Math.max(1, Math.ceil(fromHz * length / rateHz));
        lastBin = (int) Math.min(length / 2 - 1L, (long) Math.floor(toHz * length / rateHz));
        if (lastBin < firstBin) {
            throw new IllegalArgumentException("the band must hold a bin: fromHz=" + fromHz + ", toHz=" + toHz
                + ", binHz=" + rateHz / length);
        }
        spectrum = new float[length + 2];
        turned = new float[length + 2];
        real = new float[length];
        imaginary = new float[length];
    }

    /** Samples in. */
    public int length() {
        return fft.size();
    }

    /** Numbers out. */
    public int bins() {
        return fft.bins();
    }

    /** Writes the spectrum of the frame at {@code x[from]}, samples {@code stride} apart, into {@code into}. */
    public void apply(float[] x, int from, int stride, float[] into) {
        for (int n = 0; n < real.length; n++) {
            real[n] = x[from + n * stride];
        }
        fft.forward(real, spectrum);
        whiten();
        fft.inverse(spectrum, real);
        fft.inverse(turned, imaginary);
        square();
        fft.forward(real, spectrum);
        for (int k = 0; k < fft.bins(); k++) {
            into[k] = (float) Math.hypot(spectrum[2 * k], spectrum[2 * k + 1]);
        }
    }

    /** Magnitude 1 within the band, 0 elsewhere; {@code turned} is the same a quarter of a turn later. */
    private void whiten() {
        Arrays.fill(turned, 0);
        for (int k = 0; k < fft.bins(); k++) {
            float re = spectrum[2 * k];
            float im = spectrum[2 * k + 1];
            float magnitude = (float) Math.sqrt(re * re + im * im);
            boolean within = k >= firstBin && k <= lastBin && magnitude > 0;
            spectrum[2 * k] = within ? re / magnitude : 0;
            spectrum[2 * k + 1] = within ? im / magnitude : 0;
            turned[2 * k] = spectrum[2 * k + 1];
            turned[2 * k + 1] = -spectrum[2 * k];
        }
    }

    private void square() {
        double sum = 0;
        for (int n = 0; n < real.length; n++) {
            real[n] = real[n] * real[n] + imaginary[n] * imaginary[n];
            sum += real[n];
        }
        float mean = (float) (sum / real.length);
        for (int n = 0; n < real.length; n++) {
            real[n] = (real[n] - mean) * taper[n];
        }
    }
}
