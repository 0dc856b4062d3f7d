package dev.pipit.apps.maintenance;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Ending;
import dev.pipit.pipelines.maintenance.MachineState;

/** {@code pipit maintenance score} and {@code watch}: the one for what was recorded, the other for what is there now. */
@Command(
    name = "score",
    aliases = "watch",
    description = {"Says how far a machine is from normal, when that is an alarm, and why. 'watch --sensor NAME' does it "
        + "while the machine runs.", ""},
    footer = {"",
        "With --json a line for every frame: time_s, health (0 to 1), distance, alarm, reasons; and one for every alarm.",
        "Exit code: 0, 1 when it cannot be read or is not of the signal that was learned, 2 for wrong usage, 130 after "
            + "Ctrl-C."})
final class ScoreCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    @Option(names = "--state", paramLabel = "DIR", required = true, description = "Where what was learned is kept.")
    private Path folder;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        MachineState learned = input.of(Folder.load(folder));
        MachineState state = learned.with(machine.machine(learned.machine()));
        var scoring = new Scoring(state, out, spec.commandLine().getErr(), json);
        var ending = new Ending();
        try {
            for (InputOptions.Input each : input.inputs()) {
                scoring.score(each);
            }
            if (scoring.followed().isPresent()) {
                Folder.save(folder, scoring.followed().get(), "followed slow change");
            }
            Folder.savePictures(folder, "scored", scoring.pictures(), spec.commandLine().getErr());
        } finally {
            ending.close();
        }
        return scoring.interrupted() ? INTERRUPTED : 0;
    }
}
