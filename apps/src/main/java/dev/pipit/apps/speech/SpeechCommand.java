package dev.pipit.apps.speech;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pipit speech}. */
@Command(
    name = "speech",
    description = "Speaks phrases with the speech synthesisers of this machine, for training a wake word.",
    subcommands = {SayCommand.class, EnginesCommand.class})
public final class SpeechCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Without a command: the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
