package dev.pipit.apps.model;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pipit model}. */
@Command(
    name = "model",
    description = "Looks into a .tflite model, runs it, or compares its numbers with references.",
    subcommands = {InfoCommand.class, RunCommand.class, CheckCommand.class})
public final class ModelCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Without a command: the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
