package dev.pipit.framework.dsp;

import java.util.Objects;

import dev.pipit.framework.dsp.MelBank.Bins;
import dev.pipit.framework.dsp.MelBank.Norm;
import dev.pipit.framework.dsp.MelBank.Triangle;

/**
 * Logarithms of the energies in mel bands of a frame: the features of most sound models.
 *
 * <p>{@link Spectrum}, {@link MelBank} and {@link LogScale} in this order. Published programs differ in each step, and a
 * model fed by other features than it was trained with fails silently: the constants of {@link Settings} are those
 * programs, step by step.
 *
 * <p>Shape: {@code [frameLength]} to {@code [bands]}. Range: samples from −1 to 1; others work, NaN gives NaN.
 * Error: against the programs the settings are named after, see {@code KaldiGoldenTest} and its neighbours.
 * Cost: no allocation.
 */
public final class LogMel {
    /**
     * How a frame becomes a row.
     *
     * @param rateHz   sample rate, in Hz
     * @param spectrum from the frame to its bins
     * @param mel      from the bins to bands
     * @param log      from bands to logarithms
     */
    public record Settings(double rateHz, Spectrum.Settings spectrum, MelBank.Settings mel, LogScale log) {
        /**
         * FBANK of HTK 3.4 with power and without pre-emphasis: 16-bit scale, 25 ms at 16 kHz, symmetric Hamming,
         * 23 bands, energies below 1 taken as 1.
         */
        public static final Settings HTK = new Settings(16_000,
            Spectrum.Settings.of(400).fullScale(32_768).taper(Taper.HAMMING_SYMMETRIC),
            new MelBank.Settings(23, 0, 8_000, MelScale.HTK, Triangle.MEL, Norm.NONE, Bins.INSIDE),
            LogScale.natural(1));

        /**
         * fbank of Kaldi, torchaudio's Kaldi port and kaldifeat without dither: 16-bit scale, 25 ms at 16 kHz, mean
         * removed, pre-emphasis of 0.97, Povey taper, 23 bands, floor 2⁻²³.
         */
        public static final Settings KALDI = new Settings(16_000,
            Spectrum.Settings.of(400).fullScale(32_768).removeMean(true).preEmphasis(0.97f).taper(Taper.POVEY),
            new MelBank.Settings(23, 20, 8_000, MelScale.HTK, Triangle.MEL, Norm.NONE, Bins.COVERED),
            LogScale.natural(0x1p-23));

        /**
         * librosa's {@code power_to_db(melspectrogram(center=False))}: full scale 1, 1024 samples at 16 kHz, periodic
         * Hann, 128 bands of Slaney's scale and area 1, triangles along Hz, floor −100 dB, range 80 dB.
         */
        public static final Settings SLANEY = new Settings(16_000, Spectrum.Settings.of(1_024),
            new MelBank.Settings(128, 0, 8_000, MelScale.SLANEY, Triangle.HZ, Norm.AREA, Bins.COVERED),
            LogScale.decibel(1e-10).range(80));

        /** Arm's evaluation kit, anomaly detection: as {@link #SLANEY}, but 64 bands, and neither floor nor range. */
        public static final Settings ARM_ANOMALY = SLANEY.bands(64)
            .log(LogScale.decibel(Float.MIN_NORMAL).adding());

        public Settings {
            if (!(rateHz > 0)) {
                throw new IllegalArgumentException("rateHz must be above 0: rateHz=" + rateHz);
            }
            Objects.requireNonNull(spectrum);
            Objects.requireNonNull(mel);
            Objects.requireNonNull(log);
        }

        /** At another sample rate; lengths stay in samples, bands in Hz. */
        public Settings rateHz(double hz) {
            return new Settings(hz, spectrum, mel, log);
        }

        /** With frames of another length, and the shortest FFT that holds them. */
        public Settings frameLength(int samples) {
            return spectrum(spectrum.frameLength(samples));
        }

        public Settings bands(int count) {
            return mel(mel.bands(count));
        }

        /** With bands from one frequency to another, in Hz. */
        public Settings between(double lowHz, double highHz) {
            return mel(mel.between(lowHz, highHz));
        }

        public Settings preEmphasis(float coefficient) {
            return spectrum(spectrum.preEmphasis(coefficient));
        }

        public Settings spectrum(Spectrum.Settings other) {
            return new Settings(rateHz, other, mel, log);
        }

        public Settings mel(MelBank.Settings other) {
            return new Settings(rateHz, spectrum, other, log);
        }

        public Settings log(LogScale other) {
            return new Settings(rateHz, spectrum, mel, other);
        }
    }

    private final LogScale log;
    private final Spectrum spectrum;
    private final MelBank bank;
    private final float[] bins;
    private double energy;

    public LogMel(Settings settings) {
        log = settings.log;
        spectrum = new Spectrum(settings.spectrum);
        bank = new MelBank(settings.mel, settings.rateHz, settings.spectrum.fftLength());
        bins = new float[spectrum.bins()];
    }

    /** Samples in. */
    public int frameLength() {
        return spectrum.frameLength();
    }

    /** Numbers out. */
    public int bands() {
        return bank.bands();
    }

    /** Writes the features of {@code frame}, from index 0, into {@code row}, from index 0. */
    public void apply(float[] frame, float[] row) {
        apply(frame, 0, row);
    }

    /** Writes the features of {@code x[from]} and what follows into {@code row}, from index 0. */
    public void apply(float[] x, int from, float[] row) {
        energy = spectrum.apply(x, from, bins);
        bank.apply(bins, row);
        log.apply(row, bank.bands());
    }

    /**
     * The logarithm of the last frame's energy, before pre-emphasis and taper, in the unit and with the floor of the
     * bands.
     */
    public float logEnergy() {
        return (float) log.of(energy);
    }
}
