package dev.pipit.framework.dsp;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * HCopy of HTK 3.4 on a recording of 1.4 s, {@code features/kaldi_htk}; the settings are those of its hcopy*.conf and
 * fbank*.conf. Not compared: the warped ones (5 of MFCC, 3 and 4 of FBANK), PLP, and the deltas behind the statics.
 */
class HtkGoldenTest {
    private static final String FOLDER = "kaldi_htk/test_data/test.wav";
    private static final int HOP = 160;

    /** Both sides are float, numbers about 20: rounding of an FFT of 512, 2e-7, and of the number, 2e-6, some times. */
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 25"})
    void bandsAreThoseOfHtk(int number, double lowHz) {
        var logMel = new LogMel(LogMel.Settings.HTK.between(lowHz, 8_000));
        Features.assertRows(References.htk(FOLDER + ".fbank_htk." + number), logMel.bands(), logMel::apply,
            References.wav(FOLDER), HOP, (row, column) -> 1e-4);
    }

    /** Rounding of HTK's float sums of 23 numbers of about 20, 3e-5, times a lifter of up to 12. */
    @ParameterizedTest
    @CsvSource({"1, 0, 8000, 23, 0, CEPSTRUM", "2, 0, 8000, 23, 0, LOG_ENERGY", "3, 20, 8000, 23, 0, LOG_ENERGY",
        "4, 0, 8000, 23, 0.97, LOG_ENERGY", "6, 125, 7800, 24, 0.97, CEPSTRUM"})
    void coefficientsAreThoseOfHtk(int number, double lowHz, double highHz, int bands, float preEmphasis,
                                   Mfcc.Zeroth zeroth) {
        var mfcc = new Mfcc(Mfcc.Settings.HTK.zeroth(zeroth)
            .logMel(LogMel.Settings.HTK.between(lowHz, highHz).bands(bands).preEmphasis(preEmphasis)));
        Features.assertRows(References.htk(FOLDER + ".fea_htk." + number), mfcc.coefficients(), mfcc::apply,
            References.wav(FOLDER), HOP, (row, column) -> 4e-4);
    }
}
