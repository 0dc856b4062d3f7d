package dev.pipit.framework.dsp;

/** Pitch as it is heard: equal steps on the scale sound equally far apart. */
public enum MelScale {
    /**
     * 2595 log10(1 + hz / 700), which is 1127 ln(1 + hz / 700) up to the rounding of the constant: HTK, Kaldi,
     * TensorFlow.
     */
    HTK {
        @Override
        public double ofHz(double hz) {
            return 1127 * Math.log1p(hz / 700);
        }

        @Override
        public double toHz(double mel) {
            return 700 * Math.expm1(mel / 1127);
        }
    },

    /**
     * Linear up to 1000 Hz (15 mel), 3 mel for each 200 Hz; logarithmic above, 27 mel for each factor of 6.4: librosa.
     * Source: M. Slaney, Auditory Toolbox, Interval Research technical report 1998-010.
     */
    SLANEY {
        @Override
        public double ofHz(double hz) {
            return hz < 1000 ? hz * 3 / 200 : 15 + 27 * Math.log(hz / 1000) / LOG_6_4;
        }

        @Override
        public double toHz(double mel) {
            return mel < 15 ? mel * 200 / 3 : 1000 * Math.exp((mel - 15) / 27 * LOG_6_4);
        }
    };

    private static final double LOG_6_4 = Math.log(6.4);

    /** Mel of a frequency in Hz, at least 0. */
    public abstract double ofHz(double hz);

    /** Frequency in Hz of a mel, at least 0. */
    public abstract double toHz(double mel);
}
