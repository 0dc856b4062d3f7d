package dev.pipit.apps.features;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.pipit.framework.dsp.micro.MicroFrontendSettings;

/** {@code pipit features micro}. */
@Command(
    name = "micro",
    description = "The front end of micro_speech and microWakeWord: 40 whole numbers for each 30 ms, equal in every bit "
        + "to what their models were trained on.%n",
    footer = {
        "",
        "Examples:",
        "  pipit features micro --wav alexa.wav --output alexa.npy",
        "  pipit features micro --wav alexa.wav --output alexa.npy --plot alexa.png",
        "  pipit features micro --wav yes.wav --output yes.npy --hop-ms 20 --type i8",
        "",
        "Exit code: 0, 1 if a file cannot be used, 2 for wrong usage."})
final class MicroCommand implements Callable<Integer> {
    @Mixin
    private FeatureFiles files;

    @Option(names = "--hop-ms", paramLabel = "10|20", defaultValue = "10",
        description = "From one row to the next; default: ${DEFAULT-VALUE}.")
    private int hopMillis;

    @Option(names = "--type", paramLabel = "u16|i8", defaultValue = "u16",
        description = "As the front end gives them, or as models take them; default: ${DEFAULT-VALUE}.")
    private Type type;

    @Spec
    private CommandSpec spec;

    enum Type { u16, i8 }

    @Override
    public Integer call() throws IOException {
        if (hopMillis != 10 && hopMillis != 20) {
            throw new ParameterException(spec.commandLine(), "--hop-ms must be 10 or 20: hop=" + hopMillis + " ms");
        }
        var settings = MicroFrontendSettings.standard();
        int hop = files.hop(hopMillis, settings.rateHz());
        return files.write(FeatureRows.micro(settings, hop, files.load(settings.rateHz()).samples()),
            type == Type.u16 ? FeatureRows::uint16 : FeatureRows::int8, hopMillis / 1000.0);
    }
}
