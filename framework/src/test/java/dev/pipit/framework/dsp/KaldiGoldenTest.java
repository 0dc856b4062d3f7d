package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kaldi without dither on a loud sweep of 1.2 s, {@code features/kaldifeat}. The sweep leaves most bands 70 dB and more
 * below its own, where Kaldi's float FFT rounds: the same in double precision is up to 0.03 (nepers of power) off the
 * published numbers there.
 */
class KaldiGoldenTest {
    private static final String FOLDER = "kaldifeat/test_data/";
    private static final int HOP = 160;
    private static final double ROUNDING = 1e-6;

    @ParameterizedTest
    @CsvSource({"test, 23", "test-40, 40"})
    void bandsAreThoseOfKaldi(String name, int bands) {
        var logMel = new LogMel(LogMel.Settings.KALDI.bands(bands));
        Features.assertRows(References.kaldi(FOLDER + name + ".txt"), logMel.bands(), logMel::apply,
            References.wav(FOLDER + "test.wav"), HOP, (row, column) -> rounding(row, row[column]));
    }

    /**
     * A float FFT leaves up to 1e-6 of the strongest amplitude in the bins of a band; where that is a part p of the
     * band's own amplitude, its logarithm is off by 2p. Besides, Kaldi's weights are made from mel numbers of 2000 in
     * float, so they are 1e-6 off, of 0.02 where a band has the sweep on its slope.
     */
    private static double rounding(float[] row, float logPower) {
        float strongest = row[0];
        for (float other : row) {
            strongest = Math.max(strongest, other);
        }
        return 1e-4 + 2 * ROUNDING * Math.exp((strongest - logPower) / 2);
    }

    /** The bands' rounding above, summed with weights of up to 0.3 and multiplied by a lifter of up to 12. */
    @Test
    void coefficientsAreThoseOfKaldi() {
        var mfcc = new Mfcc(Mfcc.Settings.KALDI);
        Features.assertRows(References.kaldi(FOLDER + "test-mfcc.txt"), mfcc.coefficients(), mfcc::apply,
            References.wav(FOLDER + "test.wav"), HOP, (row, column) -> column == 0 ? 2e-5 : 0.1);
    }

    /** Energies are sums without an FFT: 7 printed digits of about 25. */
    @Test
    void energiesAreThoseOfKaldi() {
        float[][] expected = References.kaldi(FOLDER + "test-with-energy.txt");
        float[] samples = References.wav(FOLDER + "test.wav");
        var logMel = new LogMel(LogMel.Settings.KALDI);
        var row = new float[logMel.bands()];
        for (int r = 0; r < expected.length; r++) {
            logMel.apply(samples, r * HOP, row);
            assertEquals(expected[r][0], logMel.logEnergy(), 2e-5);
        }
    }
}
