package dev.pipit.apps.model;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import dev.pipit.apps.fuzz.FuzzCommand;

/** {@code pipit model}. */
@Command(
    name = "model",
    description = "Looks into a .tflite model, runs it, compares its numbers with others, or damages it.",
    subcommands = {InfoCommand.class, RunCommand.class, CheckCommand.class, DiffCommand.class,
        FuzzCommand.class})
public final class ModelCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Without a command: the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
