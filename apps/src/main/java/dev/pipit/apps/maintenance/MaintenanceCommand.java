package dev.pipit.apps.maintenance;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pipit maintenance}. */
@Command(
    name = "maintenance",
    description = {"Watches a machine: learns what is normal for it, and says when it is not, and why.", ""},
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
        LearnCommand.class,
        ScoreCommand.class,
        NormalCommand.class,
        ReportCommand.class,
        DemoCommand.class,
        JudgeCommand.class,
        HelpCommand.class,
    },
    footer = {
        "",
        "Examples:",
        "  pipit maintenance demo",
        "  pipit maintenance learn --state pump --wav healthy.wav --unit g --full-scale 5",
        "  pipit maintenance score --state pump --wav today.wav --unit g --full-scale 5 --json",
        "  pipit maintenance watch --state pump --sensor lis3dh",
        "  pipit maintenance learn --state fan --sound --mic --seconds 120",
        "  pipit maintenance report --state pump --out pump.html"})
public final class MaintenanceCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Without a command: the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
