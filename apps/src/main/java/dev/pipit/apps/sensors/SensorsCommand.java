package dev.pipit.apps.sensors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pipit sensors}. */
@Command(
    name = "sensors",
    description = "Chips on I2C and SPI: which are known, which are there, what they measure.",
    subcommands = {ListCommand.class, ScanCommand.class, ReadCommand.class, TestCommand.class},
    footer = {
        "",
        "Examples:",
        "  pipit sensors scan                            what is wired to this board",
        "  pipit sensors read lis3dh                     its samples, until Ctrl-C",
        "  pipit sensors read lis3dh --board simulated   the same without a board"})
public final class SensorsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Without a command of its own: the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
