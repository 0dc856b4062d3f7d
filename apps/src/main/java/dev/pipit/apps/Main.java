package dev.pipit.apps;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.tinylog.configuration.Configuration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

import dev.pipit.apps.bench.BenchCommand;
import dev.pipit.apps.bench.LastLayersCommand;
import dev.pipit.apps.bench.SlidingCommand;
import dev.pipit.apps.board.BoardsCommand;
import dev.pipit.apps.board.DeployCommand;
import dev.pipit.apps.board.DoctorCommand;
import dev.pipit.apps.explore.ExploreCommand;
import dev.pipit.apps.features.FeaturesCommand;
import dev.pipit.apps.gesture.GestureCommand;
import dev.pipit.apps.maintenance.MaintenanceCommand;
import dev.pipit.apps.meter.MeterCommand;
import dev.pipit.apps.microphone.MicrophonesCommand;
import dev.pipit.apps.model.ModelCommand;
import dev.pipit.apps.recording.RecordCommand;
import dev.pipit.apps.recording.ReplayCommand;
import dev.pipit.apps.sensors.BlinkCommand;
import dev.pipit.apps.sensors.SensorsCommand;
import dev.pipit.apps.speech.SpeechCommand;
import dev.pipit.apps.state.StateCommand;
import dev.pipit.apps.train.TrainCommand;
import dev.pipit.apps.train.keyword.HardenSoundCommand;
import dev.pipit.apps.wakeword.WakeWordCommand;
import dev.pipit.apps.workshop.ConvertCommand;
import dev.pipit.apps.workshop.FactoriseCommand;
import dev.pipit.apps.workshop.HardenCommand;
import dev.pipit.apps.workshop.PackCommand;
import dev.pipit.apps.workshop.PruneCommand;
import dev.pipit.apps.workshop.UnpackCommand;
import dev.pipit.apps.workshop.cluster.ClusterCommand;
import dev.pipit.apps.workshop.cluster.ShrinkCommand;
import dev.pipit.apps.workshop.distil.DistilCommand;

/** The program {@code pipit}: every command is registered here. */
@Command(
    name = "pipit",
    description = "On-device streaming applications for sensors.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true,
    subcommands = {
        WakeWordCommand.class,
        GestureCommand.class,
        MicrophonesCommand.class,
        MaintenanceCommand.class,
        MeterCommand.class,
        ModelCommand.class,
        FeaturesCommand.class,
        SpeechCommand.class,
        TrainCommand.class,
        ConvertCommand.class,
        PruneCommand.class,
        FactoriseCommand.class,
        ClusterCommand.class,
        ShrinkCommand.class,
        PackCommand.class,
        UnpackCommand.class,
        DistilCommand.class,
        ExploreCommand.class,
        HardenCommand.class,
        HardenSoundCommand.class,
        SensorsCommand.class,
        RecordCommand.class,
        ReplayCommand.class,
        BlinkCommand.class,
        StateCommand.class,
        SlidingCommand.class,
        LastLayersCommand.class,
        BenchCommand.class,
        BoardsCommand.class,
        DoctorCommand.class,
        DeployCommand.class,
        HelpCommand.class,
    })
public final class Main implements Runnable {
    @Option(names = {"-v", "--verbose"}, scope = ScopeType.INHERIT,
        description = "Say what is done, and where an error came from.")
    private boolean verbose;

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "Say where an error came from.")
    private boolean stackTrace;

    @Spec
    private CommandSpec spec;

    /** Runs a command and ends the process with its exit code. */
    public static void main(String... args) {
        System.exit(commandLine()
            .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
            .execute(args));
    }

    static CommandLine commandLine() {
        Main main = new Main();
        Failures failures = new Failures(() -> main.verbose || main.stackTrace);
        return new CommandLine(main)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(failures)
            .setExecutionExceptionHandler(failures)
            .setExecutionStrategy(parsed -> {
                main.setUpLog();
                try {
                    return new RunLast().execute(parsed);
                } catch (Error e) {
                    return failures.report(e, main.spec.commandLine().getErr());
                }
            });
    }

    /** Without a command: the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private void setUpLog() {
        if (verbose && !Configuration.isFrozen()) {
            Configuration.set("writer.level", "info");
            Configuration.set("writer.format", "{date: HH:mm:ss.SSS} {level|min-size=5} {class-name}: {message}");
        }
    }
}
