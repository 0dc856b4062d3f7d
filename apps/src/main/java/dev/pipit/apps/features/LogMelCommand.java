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

import dev.pipit.framework.dsp.LogMel;

/** {@code pipit features logmel}. */
@Command(
    name = "logmel",
    description = "Logarithms of the energies in mel bands, float32, as a published program computes them.%n",
    footer = {
        "",
        "Examples:",
        "  pipit features logmel --wav fan.wav --output fan.npy --plot fan.png",
        "  pipit features logmel --wav fan.wav --output fan.npy --mode arm-anomaly",
        "",
        "Exit code: 0, 1 if a file cannot be used, 2 for wrong usage."})
final class LogMelCommand implements Callable<Integer> {
    private static final Map<String, LogMel.Settings> MODES = new LinkedHashMap<>();

    static {
        MODES.put("htk", LogMel.Settings.HTK);
        MODES.put("kaldi", LogMel.Settings.KALDI);
        MODES.put("slaney", LogMel.Settings.SLANEY);
        MODES.put("arm-anomaly", LogMel.Settings.ARM_ANOMALY);
    }

    @Mixin
    private FeatureFiles files;

    @Option(names = "--mode", paramLabel = "NAME", defaultValue = "kaldi",
        description = "Whose numbers: htk (FBANK of HTK, 23 bands), kaldi (fbank of Kaldi, 23 bands), slaney "
        + "(librosa, 128 bands), arm-anomaly (Arm's evaluation kit, 64 bands); default: ${DEFAULT-VALUE}.")
    private String mode;

    @Option(names = "--hop-ms", paramLabel = "MS", defaultValue = "10",
        description = "From one row to the next; default: ${DEFAULT-VALUE}.")
    private double hopMillis;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        LogMel.Settings settings = MODES.get(mode);
        if (settings == null) {
            throw new ParameterException(spec.commandLine(),
                "--mode must be one of " + String.join(", ", MODES.keySet()) + ": mode=" + mode);
        }
        double rateHz = settings.rateHz();
        int hop = files.hop(hopMillis, rateHz);
        return files.write(FeatureRows.logMel(settings, hop, files.load((int) rateHz).samples()), FeatureRows::float32,
            hopMillis / 1000);
    }
}
