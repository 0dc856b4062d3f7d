package dev.pipit.apps.features;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pipit features}. */
@Command(
    name = "features",
    description = "Computes the features of a recording, and writes them as a .npy file and as a picture.",
    subcommands = {MicroCommand.class, LogMelCommand.class, MfccCommand.class})
public final class FeaturesCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Without a command: the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
