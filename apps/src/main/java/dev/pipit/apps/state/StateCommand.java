package dev.pipit.apps.state;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pipit state}. */
@Command(
    name = "state",
    description = {
        "What was learned on this device: shows it, undoes it, deletes it.",
        "",
        "A folder of a state holds one file a version, each with its checksum. The newest that is whole counts.",
        ""},
    subcommands = {
        ShowCommand.class,
        HistoryCommand.class,
        RollbackCommand.class,
        ForgetCommand.class,
        TortureCommand.class,
    })
public final class StateCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand");
    }
}
