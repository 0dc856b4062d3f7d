package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MelScaleTest {
    /** 2595 log10(1 + hz / 700), written with its usual rounded constants: they differ by 1.3e-5 of the value. */
    @ParameterizedTest
    @CsvSource({"0", "20", "700", "1000", "4000", "8000", "20000"})
    void htkIsTheFormulaWithTheDecimalLogarithm(double hz) {
        double expected = 2595 * Math.log10(1 + hz / 700);
        assertEquals(expected, MelScale.HTK.ofHz(hz), 1.4e-5 * expected);
    }

    /** Linear to 15 mel at 1000 Hz; 27 steps further at 6400 Hz, another 27 at 40960 Hz. */
    @ParameterizedTest
    @CsvSource({"0, 0", "200, 3", "600, 9", "1000, 15", "6400, 42", "40960, 69"})
    void slaneyIsLinearThenLogarithmic(double hz, double mel) {
        assertEquals(mel, MelScale.SLANEY.ofHz(hz), 1e-12);   // rounding of double
        assertEquals(hz, MelScale.SLANEY.toHz(mel), 1e-9);
    }

    @ParameterizedTest
    @EnumSource
    void goesToMelAndBack(MelScale scale) {
        for (double hz = 0; hz <= 20_000; hz += 123.4) {
            assertEquals(hz, scale.toHz(scale.ofHz(hz)), 1e-9 * (1 + hz));   // rounding of double
        }
    }
}
