package dev.pipit.apps.gesture;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Screen;
import dev.pipit.apps.train.Progress;
import dev.pipit.apps.train.classifier.CsvSeries;
import dev.pipit.apps.train.classifier.SeriesFolder;
import dev.pipit.framework.adaptation.StateFolder;
import dev.pipit.pipelines.gesture.ActivityModel;

/** {@code pipit gesture people}. */
@Command(
    name = "people",
    description = {
        "Learns at a desk what several people have in common who do the same things, and how they differ, so that 'gesture "
            + "person' learns a new one from a few seconds. Says how well it knows each of them by the others.",
        "",
        "Over named features of a body-worn accelerometer, alone or with a gyroscope; takes seconds, trains no network.",
        ""},
    footer = {
        "",
        "Example:",
        "  pipit gesture people --data walks --group-column person --label-column activity --csv-rate 50 --out activities"})
final class PeopleCommand implements Callable<Integer> {
    @Option(names = "--data", required = true, paramLabel = "CSV|DIR", description = "What was sampled: acceleration x, y, z, "
        + "then turning x, y, z if there are 6 channels, as for 'train classifier'.")
    private Path data;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the model goes; 'pipit state' shows it.")
    private Path out;

    @Option(names = "--frame", paramLabel = "N", defaultValue = "128",
        description = "Samples that are looked at together (default: ${DEFAULT-VALUE}).")
    private int frame;

    @Option(names = "--columns", split = ",", paramLabel = "NAME", description = "The channels (default: all).")
    private List<String> columns = List.of();

    @Option(names = "--label-column", paramLabel = "NAME", defaultValue = "label",
        description = "The column of labels (default: ${DEFAULT-VALUE}). Samples without a label are left out.")
    private String label;

    @Option(names = "--group-column", paramLabel = "NAME", required = true, description = "The column that says who.")
    private String group;

    @Mixin
    private UnitOptions units = new UnitOptions();

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var lesson = new PeopleLesson(SeriesFolder.read(data, new CsvSeries.Columns(label, group, columns),
            line -> spec.commandLine().getErr().println(line)), frame, units.units());
        double right = lesson.leftOut(new Progress(spec.commandLine().getErr(), Screen.isTerminal()));
        ActivityModel model = lesson.model();
        StateFolder.Version version;
        try (StateFolder folder = StateFolder.open(out, ActivityModel.KIND)) {
            version = folder.save(model.state(), "learned from " + lesson.frames() + " frames of " + lesson.people()
                + " people");
        }
        if (json) {
            JsonObject line = new JsonObject();
            line.addProperty("people", lesson.people());
            line.addProperty("frames", lesson.frames());
            line.addProperty("labels", String.join(",", model.people().labels()));
            line.addProperty("accuracy_of_people_left_out", right);
            line.addProperty("bytes", version.bytes());
            spec.commandLine().getOut().println(line);
        } else {
            spec.commandLine().getOut().printf(Locale.ROOT, "%s: version %d, %s; learned from %d frames of %d people, %d "
                + "bytes%neach person by the others: %.2f %% of the frames recognised%n", out, version.number(),
                String.join(", ", model.people().labels()), lesson.frames(), lesson.people(), version.bytes(), 100 * right);
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}
