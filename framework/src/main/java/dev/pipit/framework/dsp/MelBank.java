package dev.pipit.framework.dsp;

import java.util.Arrays;
import java.util.Objects;

/**
 * Sums the bins of a spectrum into bands that are equally wide on a mel scale.
 *
 * <p>The corners of the triangles are {@code bands + 2} equal steps on the scale from {@code lowHz} to {@code highHz};
 * band b rises from corner b to corner b + 1 and falls to corner b + 2.
 *
 * <p>Shape: {@code [fftLength / 2 + 1]} to {@code [bands]}. A band narrower than the step between two bins may hold none
 * and is 0 then. Cost: only weights above 0 are stored and multiplied; no allocation.
 */
public final class MelBank {
    /** Along what the sides of the triangles are straight lines. */
    public enum Triangle {
        /** Along mel: HTK, Kaldi, TensorFlow, CMSIS-DSP. */
        MEL,
        /** Along Hz: librosa, torchaudio. */
        HZ
    }

    /** How high the triangles are. */
    public enum Norm {
        /** 1 at the top. */
        NONE,
        /** 2 / (width in Hz): every triangle has area 1, so that white noise is flat. */
        AREA
    }

    /** Which bins may count at all. */
    public enum Bins {
        /** All that a triangle covers. */
        COVERED,
        /** Only those k with round(lowHz in bins) &lt; k &lt; round(highHz in bins): HTK, which so loses its lowest bin. */
        INSIDE
    }

    /**
     * Where the bands are.
     *
     * @param bands    at least 1
     * @param lowHz    lower end of the first band, in Hz, at least 0
     * @param highHz   upper end of the last band, in Hz, above lowHz, at most half the sample rate
     * @param scale    on which the bands are equally wide
     * @param triangle along what their sides are straight
     * @param norm     how high they are
     * @param bins     which bins may count
     */
    public record Settings(int bands, double lowHz, double highHz, MelScale scale, Triangle triangle, Norm norm,
                           Bins bins) {
        public Settings {
            if (bands < 1) {
                throw new IllegalArgumentException("bands must be at least 1: bands=" + bands);
            }
            if (!(lowHz >= 0 && lowHz < highHz)) {
                throw new IllegalArgumentException(
                    "lowHz must be from 0 to below highHz: lowHz=" + lowHz + ", highHz=" + highHz);
            }
            Objects.requireNonNull(scale);
            Objects.requireNonNull(triangle);
            Objects.requireNonNull(norm);
            Objects.requireNonNull(bins);
        }

        public Settings bands(int count) {
            return new Settings(count, lowHz, highHz, scale, triangle, norm, bins);
        }

        public Settings between(double fromHz, double toHz) {
            return new Settings(bands, fromHz, toHz, scale, triangle, norm, bins);
        }

        public Settings scale(MelScale of) {
            return new Settings(bands, lowHz, highHz, of, triangle, norm, bins);
        }

        public Settings triangle(Triangle form) {
            return new Settings(bands, lowHz, highHz, scale, form, norm, bins);
        }

        public Settings norm(Norm height) {
            return new Settings(bands, lowHz, highHz, scale, triangle, height, bins);
        }

        public Settings bins(Bins which) {
            return new Settings(bands, lowHz, highHz, scale, triangle, norm, which);
        }
    }

    private final Settings settings;
    private final double hzPerBin;
    private final int highestBin;
    /** For each band: its first bin, and the weights from there on. */
    private final int[] first;
    private final float[][] weights;

    /**
     * @param settings  where the bands are
     * @param rateHz    sample rate, in Hz
     * @param fftLength of the spectrum
     */
    public MelBank(Settings settings, double rateHz, int fftLength) {
        if (!(settings.highHz <= rateHz / 2)) {
            throw new IllegalArgumentException("highHz must be at most half the sample rate: highHz=" + settings.highHz
                + ", rateHz=" + rateHz);
        }
        if (fftLength < 2) {
            throw new IllegalArgumentException("fftLength must be at least 2: fftLength=" + fftLength);
        }
        this.settings = settings;
        hzPerBin = rateHz / fftLength;
        highestBin = fftLength / 2;
        first = new int[settings.bands];
        weights = new float[settings.bands][];
        for (int band = 0; band < settings.bands; band++) {
            plan(band);
        }
    }

    private void plan(int band) {
        var all = new float[highestBin + 1];
        int low = highestBin + 1;
        int high = low;
        for (int bin = 0; bin <= highestBin; bin++) {
            all[bin] = (float) weight(band, bin);
            if (all[bin] > 0) {
                low = Math.min(low, bin);
                high = bin + 1;
            }
        }
        first[band] = low;
        weights[band] = Arrays.copyOfRange(all, low, high);
    }

    private double weight(int band, int bin) {
        if (settings.bins == Bins.INSIDE
            && (bin <= Math.round(settings.lowHz / hzPerBin) || bin >= Math.round(settings.highHz / hzPerBin))) {
            return 0;
        }
        double left = cornerHz(band);
        double top = cornerHz(band + 1);
        double right = cornerHz(band + 2);
        double height = settings.norm == Norm.AREA ? 2 / (right - left) : 1;
        double rise = rise(left, top, bin * hzPerBin);
        double fall = rise(right, top, bin * hzPerBin);
        return height * Math.max(0, Math.min(rise, fall));
    }

    /** How far {@code hz} is on the way from one corner (0) to another (1). */
    private double rise(double fromHz, double toHz, double hz) {
        if (settings.triangle == Triangle.HZ) {
            return (hz - fromHz) / (toHz - fromHz);
        }
        double from = settings.scale.ofHz(fromHz);
        return (settings.scale.ofHz(hz) - from) / (settings.scale.ofHz(toHz) - from);
    }

    private double cornerHz(int corner) {
        double low = settings.scale.ofHz(settings.lowHz);
        double high = settings.scale.ofHz(settings.highHz);
        return settings.scale.toHz(low + (high - low) * corner / (settings.bands + 1));
    }

    /** Numbers out. */
    public int bands() {
        return settings.bands;
    }

    /** The weight of a bin in a band, 0 outside its triangle. */
    public float weightOf(int band, int bin) {
        int i = bin - first[band];
        return i >= 0 && i < weights[band].length ? weights[band][i] : 0;
    }

    /** Sums {@code bins}, from index 0, into {@code row}, from index 0. */
    public void apply(float[] bins, float[] row) {
        for (int band = 0; band < weights.length; band++) {
            float[] weight = weights[band];
            int from = first[band];
            double sum = 0;
            for (int i = 0; i < weight.length; i++) {
                sum += weight[i] * bins[from + i];
            }
            row[band] = (float) sum;
        }
    }
}
