package dev.pipit.apps.gesture;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.pipit.framework.adaptation.StateFolder;
import dev.pipit.pipelines.gesture.Gesture;
import dev.pipit.pipelines.gesture.GestureModel;
import dev.pipit.pipelines.gesture.LearnedGestures;

/** {@code pipit gesture learn}. */
@Command(
    name = "learn",
    description = {
        "Learns a new gesture from examples, five are usual.",
        "",
        "It is learned on a copy, which is verified against kept examples of all gestures: if an old one gets worse, or the "
            + "new one is not recognised, nothing changes and the exit code is 1.",
        ""},
    footer = {
        "",
        "Example:",
        "  pipit gesture learn --state wand --label star --csv star-1.csv star-2.csv star-3.csv star-4.csv star-5.csv"})
final class LearnCommand implements Callable<Integer> {
    @Option(names = "--state", required = true, paramLabel = "DIR", description = "Where what was learned is kept.")
    private Path state;

    @Option(names = "--label", required = true, paramLabel = "NAME", description = "What the gesture is called.")
    private String label;

    @Option(names = "--csv", required = true, paramLabel = "FILE", arity = "1..*",
        description = "Recordings of the gesture; each may hold it several times, with a rest between.")
    private List<Path> csv;

    @Mixin
    private UnitOptions units = new UnitOptions();

    @Mixin
    private GestureOptions options = new GestureOptions();

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        GestureModel model = options.model();
        try (StateFolder folder = StateFolder.open(state, LearnedGestures.KIND)) {
            LearnedGestures before = options.learned(model, folder.current(), state);
            Gesture gesture = options.gesture(model, before);
            List<float[]> strokes = new ArrayList<>();
            for (Path file : csv) {
                strokes.addAll(Seen.in(gesture::see, ImuRecording.read(file, units.units())).strokes());
            }
            LearnedGestures.Outcome outcome = before.learn(label, strokes);
            if (outcome.kept()) {
                folder.save(outcome.gestures().state(), "learned " + label + " from " + strokes.size() + " examples");
            }
            print(strokes.size(), outcome);
            return outcome.kept() ? 0 : 1;
        }
    }

    private void print(int examples, LearnedGestures.Outcome outcome) {
        if (json) {
            JsonObject line = new JsonObject();
            line.addProperty("label", label);
            line.addProperty("examples", examples);
            line.addProperty("kept", outcome.kept());
            line.addProperty("own", outcome.own());
            line.addProperty("old_before", outcome.oldBefore());
            line.addProperty("old_after", outcome.oldAfter());
            spec.commandLine().getOut().println(line);
        } else {
            spec.commandLine().getOut().printf(Locale.ROOT, "%s: %s from %d examples; left out in turn, %.0f %% of them "
                + "are recognised; kept examples of old gestures: %.1f %% before, %.1f %% with it%n", label,
                outcome.kept() ? "learned" : "not learned", examples, 100 * outcome.own(), 100 * outcome.oldBefore(),
                100 * outcome.oldAfter());
        }
        spec.commandLine().getOut().flush();
    }
}
