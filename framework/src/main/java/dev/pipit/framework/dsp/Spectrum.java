package dev.pipit.framework.dsp;

import java.util.Objects;

/**
 * Power or magnitude of each FFT bin of a frame, with what is usually done to the frame first.
 *
 * <p>In this order: scale to {@code fullScale}, subtract the mean, measure the energy, pre-emphasis, taper, zeros up to
 * {@code fftLength}, FFT. No dither is added: the same samples give the same numbers.
 *
 * <p>Shape: {@code [frameLength]} to {@code [fftLength / 2 + 1]}; bin k stands at {@code k × rate / fftLength}.
 * Unit: that of the scaled sample, squared for power; not divided by the length. NaN in, NaN out.
 * Cost: one {@link RealFft}, no allocation.
 */
public final class Spectrum {
    /** What the numbers are. */
    public enum Kind {
        /** re² + im². */
        POWER,
        /** √(re² + im²). */
        MAGNITUDE
    }

    /**
     * How a frame becomes a spectrum.
     *
     * @param frameLength samples of a frame, at least 1
     * @param fftLength   a power of two, at least frameLength, from 2 to 65536
     * @param fullScale   what a sample of 1 counts as: 1, or 32768 where the features are those of 16-bit samples
     * @param removeMean  whether the frame's mean is subtracted
     * @param preEmphasis a in x[n] − a x[n−1], from 0 (none) to 1; the first sample becomes (1 − a) x[0]
     * @param taper       what the frame is multiplied by
     * @param kind        what the numbers are
     */
    public record Settings(int frameLength, int fftLength, float fullScale, boolean removeMean, float preEmphasis,
                           Taper taper, Kind kind) {
        public Settings {
            if (frameLength < 1 || frameLength > fftLength) {
                throw new IllegalArgumentException("frameLength must be from 1 to fftLength: frameLength="
                    + frameLength + ", fftLength=" + fftLength);
            }
            if (fftLength < 2 || fftLength > 65_536 || Integer.bitCount(fftLength) != 1) {
                throw new IllegalArgumentException(
                    "fftLength must be a power of two from 2 to 65536: fftLength=" + fftLength);
            }
            if (!(fullScale > 0 && fullScale < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("fullScale must be above 0: fullScale=" + fullScale);
            }
            if (!(preEmphasis >= 0 && preEmphasis <= 1)) {
                throw new IllegalArgumentException("preEmphasis must be from 0 to 1: preEmphasis=" + preEmphasis);
            }
            Objects.requireNonNull(taper);
            Objects.requireNonNull(kind);
        }

        /** A power spectrum of samples at full scale 1, Hann taper, nothing removed, the shortest FFT that holds it. */
        public static Settings of(int frameLength) {
            return new Settings(frameLength, fftLengthFor(frameLength), 1, false, 0, Taper.HANN, Kind.POWER);
        }

        /** With frames of another length, and the shortest FFT that holds them. */
        public Settings frameLength(int samples) {
            return new Settings(samples, fftLengthFor(samples), fullScale, removeMean, preEmphasis, taper, kind);
        }

        /** With more zeros behind the frame. */
        public Settings fftLength(int length) {
            return new Settings(frameLength, length, fullScale, removeMean, preEmphasis, taper, kind);
        }

        public Settings fullScale(float value) {
            return new Settings(frameLength, fftLength, value, removeMean, preEmphasis, taper, kind);
        }

        public Settings removeMean(boolean remove) {
            return new Settings(frameLength, fftLength, fullScale, remove, preEmphasis, taper, kind);
        }

        public Settings preEmphasis(float coefficient) {
            return new Settings(frameLength, fftLength, fullScale, removeMean, coefficient, taper, kind);
        }

        public Settings taper(Taper curve) {
            return new Settings(frameLength, fftLength, fullScale, removeMean, preEmphasis, curve, kind);
        }

        public Settings kind(Kind what) {
            return new Settings(frameLength, fftLength, fullScale, removeMean, preEmphasis, taper, what);
        }

        private static int fftLengthFor(int frameLength) {
            return frameLength <= 2 ? 2 : Integer.highestOneBit(frameLength - 1) << 1;
        }
    }

    private final Settings settings;
    private final RealFft fft;
    private final float[] taper;
    /** [fftLength]: what is behind the frame stays 0. */
    private final float[] frame;
    private final float[] transform;

    public Spectrum(Settings settings) {
        this.settings = settings;
        fft = new RealFft(settings.fftLength);
        taper = settings.taper.coefficients(settings.frameLength);
        frame = new float[settings.fftLength];
        transform = new float[settings.fftLength + 2];
    }

    /** Samples in. */
    public int frameLength() {
        return settings.frameLength;
    }

    /** Numbers out. */
    public int bins() {
        return fft.bins();
    }

    /**
     * Writes the spectrum of {@code x[from]} and what follows into {@code into}, from index 0.
     *
     * @return the frame's energy: the sum of the squares of its samples, scaled and without their mean if it is
     *     removed, before pre-emphasis and taper
     */
    public double apply(float[] x, int from, float[] into) {
        scale(x, from);
        if (settings.removeMean) {
            removeMean();
        }
        double energy = energy();
        shape();
        fft.forward(frame, transform);
        if (settings.kind == Kind.POWER) {
            power(into);
        } else {
            magnitude(into);
        }
        return energy;
    }

    private void scale(float[] x, int from) {
        for (int n = 0; n < taper.length; n++) {
            frame[n] = x[from + n] * settings.fullScale;
        }
    }

    private void removeMean() {
        double sum = 0;
        for (int n = 0; n < taper.length; n++) {
            sum += frame[n];
        }
        float mean = (float) (sum / taper.length);
        for (int n = 0; n < taper.length; n++) {
            frame[n] -= mean;
        }
    }

    private double energy() {
        double sum = 0;
        for (int n = 0; n < taper.length; n++) {
            sum += (double) frame[n] * frame[n];
        }
        return sum;
    }

    private void shape() {
        float before = settings.preEmphasis;
        for (int n = taper.length - 1; n > 0; n--) {
            frame[n] = (frame[n] - before * frame[n - 1]) * taper[n];
        }
        frame[0] = (frame[0] - before * frame[0]) * taper[0];
    }

    private void power(float[] into) {
        for (int k = 0; k < fft.bins(); k++) {
            float re = transform[2 * k];
            float im = transform[2 * k + 1];
            into[k] = re * re + im * im;
        }
    }

    private void magnitude(float[] into) {
        for (int k = 0; k < fft.bins(); k++) {
            float re = transform[2 * k];
            float im = transform[2 * k + 1];
            into[k] = (float) Math.sqrt(re * re + im * im);
        }
    }
}
