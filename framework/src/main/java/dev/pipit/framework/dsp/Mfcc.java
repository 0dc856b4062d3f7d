package dev.pipit.framework.dsp;

import java.util.Objects;

import dev.pipit.framework.dsp.MelBank.Bins;
import dev.pipit.framework.dsp.MelBank.Norm;
import dev.pipit.framework.dsp.MelBank.Triangle;
import dev.pipit.framework.dsp.Spectrum.Kind;

/**
 * Mel-frequency cepstral coefficients of a frame: the cosine transform of a {@link LogMel} row.
 *
 * <p>Shape: {@code [frameLength]} to {@code [coefficients]}. Range: samples from −1 to 1; others work, NaN gives NaN.
 * Error: against the programs the settings are named after, see {@code HtkGoldenTest} and its neighbours.
 * Cost: no allocation.
 */
public final class Mfcc {
    /** What the coefficient of index 0 is. */
    public enum Zeroth {
        /** What the cosine transform gives: the sum of the bands. */
        CEPSTRUM,
        /** The logarithm of the frame's energy, before pre-emphasis and taper. */
        LOG_ENERGY
    }

    /**
     * How a frame becomes coefficients.
     *
     * @param logMel       from the frame to log-mel energies
     * @param coefficients from 1 to the number of bands, the one of index 0 included
     * @param norm         of the cosine transform
     * @param lifter       L in the factor 1 + L/2 sin(πi/L) of coefficient i, or 0 for none
     * @param zeroth       what the coefficient of index 0 is
     * @param zerothLast   whether it is written behind the others, as HTK does, instead of before them
     */
    public record Settings(LogMel.Settings logMel, int coefficients, Dct.Norm norm, double lifter, Zeroth zeroth,
                           boolean zerothLast) {
        /** MFCC_0 of HTK 3.4 with pre-emphasis of 0.97: 12 coefficients, then c0; lifter 22. */
        public static final Settings HTK = new Settings(LogMel.Settings.HTK.preEmphasis(0.97f),
            13, Dct.Norm.HTK, 22, Zeroth.CEPSTRUM, true);

        /** mfcc of Kaldi, torchaudio's Kaldi port and kaldifeat: log energy, then 12 coefficients; lifter 22. */
        public static final Settings KALDI = new Settings(LogMel.Settings.KALDI,
            13, Dct.Norm.ORTHONORMAL, 22, Zeroth.LOG_ENERGY, false);

        /** librosa's {@code feature.mfcc(center=False)}: 20 coefficients of {@link LogMel.Settings#SLANEY}. */
        public static final Settings SLANEY = new Settings(LogMel.Settings.SLANEY,
            20, Dct.Norm.ORTHONORMAL, 0, Zeroth.CEPSTRUM, false);

        /**
         * {@code arm_mfcc_f32} of CMSIS-DSP with the coefficients of its tests: 256 samples at 16 kHz, periodic
         * Hamming, magnitude, 20 bands from 64 to 8000 Hz, 10⁻⁶ added before the logarithm.
         */
        public static final Settings CMSIS_DSP = new Settings(
            new LogMel.Settings(16_000, Spectrum.Settings.of(256).taper(Taper.HAMMING).kind(Kind.MAGNITUDE),
                new MelBank.Settings(20, 64, 8_000, MelScale.HTK, Triangle.MEL, Norm.NONE, Bins.COVERED),
                LogScale.natural(1e-6).adding()),
            13, Dct.Norm.HTK, 0, Zeroth.CEPSTRUM, false);

        /**
         * Arm's evaluation kit, keyword spotting: 40 ms at 16 kHz, periodic Hann, magnitude, 40 bands from 20 to
         * 4000 Hz, 10 coefficients.
         */
        public static final Settings ARM_KEYWORD = new Settings(
            new LogMel.Settings(16_000, Spectrum.Settings.of(640).kind(Kind.MAGNITUDE),
                new MelBank.Settings(40, 20, 4_000, MelScale.HTK, Triangle.MEL, Norm.NONE, Bins.COVERED),
                LogScale.natural(Float.MIN_NORMAL).adding()),
            10, Dct.Norm.HTK, 0, Zeroth.CEPSTRUM, false);

        /** Arm's evaluation kit, speech recognition: as {@link #SLANEY}, but 512 samples and 13 coefficients. */
        public static final Settings ARM_SPEECH = SLANEY.coefficients(13)
            .logMel(LogMel.Settings.SLANEY.frameLength(512));

        public Settings {
            Objects.requireNonNull(logMel);
            Objects.requireNonNull(norm);
            Objects.requireNonNull(zeroth);
            if (coefficients < 1 || coefficients > logMel.mel().bands()) {
                throw new IllegalArgumentException("coefficients must be from 1 to bands: coefficients=" + coefficients
                    + ", bands=" + logMel.mel().bands());
            }
            if (!(lifter >= 0)) {
                throw new IllegalArgumentException("lifter must be at least 0: lifter=" + lifter);
            }
        }

        public Settings logMel(LogMel.Settings other) {
            return new Settings(other, coefficients, norm, lifter, zeroth, zerothLast);
        }

        public Settings coefficients(int count) {
            return new Settings(logMel, count, norm, lifter, zeroth, zerothLast);
        }

        public Settings norm(Dct.Norm factor) {
            return new Settings(logMel, coefficients, factor, lifter, zeroth, zerothLast);
        }

        public Settings lifter(double length) {
            return new Settings(logMel, coefficients, norm, length, zeroth, zerothLast);
        }

        public Settings zeroth(Zeroth what) {
            return new Settings(logMel, coefficients, norm, lifter, what, zerothLast);
        }

        public Settings zerothLast(boolean last) {
            return new Settings(logMel, coefficients, norm, lifter, zeroth, last);
        }
    }

    private final Settings settings;
    private final LogMel logMel;
    private final Dct dct;
    private final float[] lifter;
    private final float[] bands;

    public Mfcc(Settings settings) {
        this.settings = settings;
        logMel = new LogMel(settings.logMel);
        dct = Dct.typeTwo(logMel.bands(), settings.coefficients, settings.norm);
        lifter = new float[settings.coefficients];
        for (int i = 0; i < lifter.length; i++) {
            double length = settings.lifter;
            lifter[i] = length == 0 ? 1 : (float) (1 + length / 2 * Math.sin(Math.PI * i / length));
        }
        bands = new float[logMel.bands()];
    }

    /** Samples in. */
    public int frameLength() {
        return logMel.frameLength();
    }

    /** Numbers out. */
    public int coefficients() {
        return lifter.length;
    }

    /** Writes the coefficients of {@code frame}, from index 0, into {@code row}, from index 0. */
    public void apply(float[] frame, float[] row) {
        apply(frame, 0, row);
    }

    /** Writes the coefficients of {@code x[from]} and what follows into {@code row}, from index 0. */
    public void apply(float[] x, int from, float[] row) {
        logMel.apply(x, from, bands);
        dct.apply(bands, row);
        for (int i = 0; i < lifter.length; i++) {
            row[i] *= lifter[i];
        }
        float first = settings.zeroth == Zeroth.LOG_ENERGY ? logMel.logEnergy() : row[0];
        if (settings.zerothLast) {
            System.arraycopy(row, 1, row, 0, lifter.length - 1);
            row[lifter.length - 1] = first;
        } else {
            row[0] = first;
        }
    }
}
