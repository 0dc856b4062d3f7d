package dev.pipit.framework.dsp;

import org.junit.jupiter.api.Test;

/**
 * Arm's ML embedded evaluation kit, {@code features/arm_eval_kit}: one frame for each of its programs. Those for
 * anomaly detection and speech recognition are librosa's steps, so these tests also pin the Slaney settings.
 */
class ArmEvalKitGoldenTest {
    private static final String FOLDER = "arm_eval_kit/";

    /** Printed with five decimals. */
    @Test
    void keywordCoefficientsAreThoseOfArm() {
        var mfcc = new Mfcc(Mfcc.Settings.ARM_KEYWORD);
        compare("kws_mfcc_golden.json", "testWav", "testWavMfcc", mfcc.coefficients(), mfcc::apply, 2e-5);
    }

    /** Float: 50 dB are rounded to 4e-6 dB, and an FFT of 1024 by 3e-7 of the strongest bin. */
    @Test
    void anomalyBandsAreThoseOfArm() {
        var logMel = new LogMel(LogMel.Settings.ARM_ANOMALY);
        compare("ad_melspec_golden.json", "testWav1", "testWavMelSpec", logMel.bands(), logMel::apply, 5e-5);
    }

    /** Float: the first coefficient, 835, is rounded to 6e-5, and so are its 128 summands of about 7. */
    @Test
    void speechCoefficientsAreThoseOfArm() {
        var mfcc = new Mfcc(Mfcc.Settings.ARM_SPEECH);
        compare("asr_mfcc_golden.json", "testWav1", "golden_mfcc_output_testWav1", mfcc.coefficients(), mfcc::apply,
            2e-4);
    }

    /** Silence is −100 dB in each band: √128 × −100, and nothing in the others. */
    @Test
    void speechCoefficientsOfSilenceAreThoseOfArm() {
        var mfcc = new Mfcc(Mfcc.Settings.ARM_SPEECH);
        Features.assertRows(new float[][] {
            References.jsonArray(FOLDER + "asr_mfcc_golden.json", "golden_mfcc_output_testWav2")},
            mfcc.coefficients(), mfcc::apply, new float[mfcc.frameLength()], 0, (row, column) -> 2e-4);
    }

    private static void compare(String file, String input, String output, int columns, Features features,
                                double tolerance) {
        float[] samples = References.jsonArray(FOLDER + file, input);
        for (int n = 0; n < samples.length; n++) {
            samples[n] /= 32_768;
        }
        Features.assertRows(new float[][] {References.jsonArray(FOLDER + file, output)}, columns, features, samples, 0,
            (row, column) -> tolerance);
    }
}
