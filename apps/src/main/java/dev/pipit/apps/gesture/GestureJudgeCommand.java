package dev.pipit.apps.gesture;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pipit gesture judge}. */
@Command(
    name = "judge",
    description = "Says how good it is, on public recordings: digits, new gestures from five examples, activities of people "
        + "whom nothing was learned from, and a new person from three examples each. Takes some minutes.")
final class GestureJudgeCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", defaultValue = "${env:PIPIT_DATA}", required = true,
        description = "Folder with imu/ (default: PIPIT_DATA).")
    private Path data;

    @Option(names = "--strokes-only", description = "Leave the activities out.")
    private boolean strokesOnly;

    @Option(names = "--network", paramLabel = "JSON", description = "A model.json that 'pipit train classifier' has trained on "
        + "the activities, raw and by person: judge its last features too.")
    private Path network;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path imu = data.resolve("imu");
        if (!Files.isDirectory(imu)) {
            throw new IOException(imu + ": no such folder; --data or PIPIT_DATA says where the public recordings are");
        }
        PrintWriter out = spec.commandLine().getOut();
        new StrokeJudge(out).run(imu.resolve("magic_wand_digits"), imu.resolve("magic_wand_spells"));
        if (!strokesOnly) {
            Activities activities = Activities.read(imu.resolve("hapt"));
            new PeopleJudge(activities, out).run();
            if (network != null) {
                new NetworkHeadJudge(activities, network, out).run();
            }
        }
        return 0;
    }
}
