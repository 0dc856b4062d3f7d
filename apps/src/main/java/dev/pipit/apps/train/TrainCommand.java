package dev.pipit.apps.train;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import dev.pipit.apps.train.classifier.ClassifierCommand;
import dev.pipit.apps.train.keyword.KeywordCommand;

/** {@code pipit train}: what is trained is said by a command below it. */
@Command(
    name = "train",
    description = "Trains a model at a desk, for a device.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {WordCommand.class, KeywordCommand.class, ClassifierCommand.class, ShippedCommand.class, JudgeCommand.class,
        JudgeEnrolmentCommand.class, JudgeNewWordCommand.class})
public final class TrainCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Without a command: the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
