package dev.pipit.apps.features;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.pipit.framework.dsp.Mfcc;

/** {@code pipit features mfcc}. */
@Command(
    name = "mfcc",
    description = "Mel-frequency cepstral coefficients, float32, as a published program computes them.%n",
    footer = {
        "",
        "Examples:",
        "  pipit features mfcc --wav yes.wav --output yes.npy",
        "  pipit features mfcc --wav yes.wav --output yes.npy --mode arm-keyword",
        "",
        "Exit code: 0, 1 if a file cannot be used, 2 for wrong usage."})
final class MfccCommand implements Callable<Integer> {
    private static final Map<String, Mfcc.Settings> MODES = new LinkedHashMap<>();

    static {
        MODES.put("htk", Mfcc.Settings.HTK);
        MODES.put("kaldi", Mfcc.Settings.KALDI);
        MODES.put("slaney", Mfcc.Settings.SLANEY);
        MODES.put("cmsis-dsp", Mfcc.Settings.CMSIS_DSP);
        MODES.put("arm-keyword", Mfcc.Settings.ARM_KEYWORD);
        MODES.put("arm-speech", Mfcc.Settings.ARM_SPEECH);
    }

    @Mixin
    private FeatureFiles files;

    @Option(names = "--mode", paramLabel = "NAME", defaultValue = "kaldi",
        description = "Whose numbers: htk (12 and c0), kaldi (log energy and 12), slaney (librosa, 20), cmsis-dsp "
        + "(13), arm-keyword (Arm's evaluation kit, 10), arm-speech (the same, 13); default: ${DEFAULT-VALUE}.")
    private String mode;

    @Option(names = "--hop-ms", paramLabel = "MS", defaultValue = "10",
        description = "From one row to the next; default: ${DEFAULT-VALUE}.")
    private double hopMillis;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Mfcc.Settings settings = MODES.get(mode);
        if (settings == null) {
            throw new ParameterException(spec.commandLine(),
                "--mode must be one of " + String.join(", ", MODES.keySet()) + ": mode=" + mode);
        }
        double rateHz = settings.logMel().rateHz();
        int hop = files.hop(hopMillis, rateHz);
        return files.write(FeatureRows.mfcc(settings, hop, files.load((int) rateHz).samples()), FeatureRows::float32,
            hopMillis / 1000);
    }
}
