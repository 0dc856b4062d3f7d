package dev.pipit.apps.gesture;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.pipit.apps.FirstSamples;
import dev.pipit.apps.sensors.OpenSensor;
import dev.pipit.apps.sensors.SensorOptions;
import dev.pipit.framework.adaptation.Adaptation;
import dev.pipit.framework.adaptation.StateFolder;
import dev.pipit.framework.stream.Overrun;
import dev.pipit.framework.stream.Source;
import dev.pipit.pipelines.gesture.Activity;
import dev.pipit.pipelines.gesture.ActivityModel;
import dev.pipit.pipelines.gesture.Gesture;
import dev.pipit.pipelines.gesture.LearnedPerson;

/** {@code pipit gesture person}. */
@Command(
    name = "person",
    description = {
        "Learns how one person moves, from a few seconds of each activity: of a model that 'gesture people' made.",
        "",
        "It is learned on a copy, which is verified against kept frames of the people of the model and of this person: if one "
            + "of both gets worse, nothing changes and the exit code is 1.",
        ""},
    footer = {
        "",
        "Examples:",
        "  pipit gesture person --model walks --state ann --label walking --sensor lsm6ds3 --rate 52 --seconds 10",
        "  pipit gesture person --model walks --state ann --label sitting --csv sitting.csv --csv-rate 50",
        "  pipit gesture --model walks --state ann --sensor lsm6ds3 --rate 52"})
final class PersonCommand implements Callable<Integer> {
    @Option(names = "--model", required = true, paramLabel = "DIR", description = "What 'gesture people' made.")
    private Path modelFolder;

    @Option(names = "--state", required = true, paramLabel = "DIR", description = "Where what was learned is kept.")
    private Path state;

    @Option(names = "--label", required = true, paramLabel = "NAME", description = "What the person does: an activity of the "
        + "model.")
    private String label;

    @ArgGroup(multiplicity = "1")
    private Input input;

    /** Where the samples come from. */
    static final class Input {
        @Option(names = "--csv", paramLabel = "FILE", arity = "1..*", description = "Recordings of this activity only.")
        private List<Path> csv;

        @Option(names = "--sensor", paramLabel = "NAME", description = "A chip: 'pipit sensors list' has the names.")
        private String sensor;
    }

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "10",
        description = "How long a sensor is looked at (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Mixin
    private SensorOptions sensors = new SensorOptions();

    @Mixin
    private UnitOptions units = new UnitOptions();

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("--seconds must be above 0: seconds=" + seconds);
        }
        ActivityModel model = ActivityFolder.load(modelFolder);
        try (StateFolder folder = StateFolder.open(state, LearnedPerson.KIND)) {
            LearnedPerson before = folder.current().isEmpty() ? LearnedPerson.none(model)
                : ActivityFolder.person(model, folder.current().get(), state);
            List<float[]> rows = rows(new Activity(model, before.person(), Gesture.THRESHOLD));
            Adaptation.Outcome<LearnedPerson> outcome = before.learn(label, rows);
            int taken = outcome.model().examples(label) - before.examples(label);
            if (outcome.kept()) {
                folder.save(outcome.model().state(), "learned " + label + " from " + taken + " frames");
            }
            print(outcome.kept() ? taken : rows.size(), outcome);
            return outcome.kept() ? 0 : 1;
        }
    }

    private List<float[]> rows(Activity activity) throws IOException {
        if (input.sensor != null) {
            try (OpenSensor sensor = sensors.open(input.sensor)) {
                Source some = new FirstSamples(sensor.source(), sensor.source().format().samplesIn(Math.round(seconds * 1e9)));
                spec.commandLine().getErr().printf(Locale.ROOT, "%s, for %.0f s from now on%n", label, seconds);
                spec.commandLine().getErr().flush();
                return Seen.in(activity::see, some, Overrun.DROP_OLDEST).strokes();
            }
        }
        List<float[]> rows = new ArrayList<>();
        for (Path file : input.csv) {
            rows.addAll(Seen.in(activity::see, ImuRecording.read(file, units.units()), Overrun.WAIT).strokes());
        }
        return rows;
    }

    private void print(int frames, Adaptation.Outcome<LearnedPerson> outcome) {
        if (json) {
            JsonObject line = new JsonObject();
            line.addProperty("label", label);
            line.addProperty("frames", frames);
            line.addProperty("kept", outcome.kept());
            line.addProperty("own_before", outcome.newBefore());
            line.addProperty("own_after", outcome.newAfter());
            line.addProperty("others_before", outcome.oldBefore());
            line.addProperty("others_after", outcome.oldAfter());
            spec.commandLine().getOut().println(line);
        } else {
            spec.commandLine().getOut().printf(Locale.ROOT, "%s: %s from %d frames; frames of this person, left out in turn: "
                + "%.1f %% recognised before, %.1f %% with them; kept frames of other people: %.1f %% before, %.1f %% with "
                + "them%n", label, outcome.kept() ? "learned" : "not learned, nothing has changed,", frames,
                100 * outcome.newBefore(), 100 * outcome.newAfter(), 100 * outcome.oldBefore(), 100 * outcome.oldAfter());
        }
        spec.commandLine().getOut().flush();
    }
}
