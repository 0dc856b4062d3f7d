package dev.pipit.apps.gesture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Ending;
import dev.pipit.apps.FromStart;
import dev.pipit.apps.sensors.OpenSensor;
import dev.pipit.apps.sensors.SensorOptions;
import dev.pipit.framework.adaptation.StateFolder;
import dev.pipit.framework.stream.Overrun;
import dev.pipit.framework.stream.Running;
import dev.pipit.framework.stream.Source;
import dev.pipit.pipelines.gesture.Activity;
import dev.pipit.pipelines.gesture.ActivityModel;
import dev.pipit.pipelines.gesture.Gesture;
import dev.pipit.pipelines.gesture.GestureModel;
import dev.pipit.pipelines.gesture.LearnedPerson;

/** {@code pipit gesture}. */
@Command(
    name = "gesture",
    description = {
        "Recognises what is drawn into the air with a wand, or how somebody moves, from an accelerometer and a gyroscope.",
        "",
        "The digits 0 to 6 come with Pipit; 'gesture learn' teaches further ones from five examples each. --model takes "
            + "activities that 'gesture people' has learned, which 'gesture person' adapts to one person, or a network of "
            + "'pipit train classifier'.",
        ""},
    footer = {
        "",
        "Examples:",
        "  pipit gesture demo                                     bundled input: no sensor, no file",
        "  pipit gesture --sensor lsm6ds3 --rate 104",
        "  pipit gesture --csv wand.csv --csv-rate 119 --acceleration g --turning deg/s --png pictures",
        "",
        "Exit code: 0 when all input was seen, 1 when some could not be, 2 for wrong usage, 130 after Ctrl-C."},
    subcommands = {DemoCommand.class, LearnCommand.class, PeopleCommand.class, PersonCommand.class, StrokesCommand.class, GestureJudgeCommand.class})
public final class GestureCommand implements Callable<Integer> {
    /** As a shell counts it: 128 and the number of the signal of Ctrl-C. */
    private static final int INTERRUPTED = 130;

    @ArgGroup
    private Input input;

    /** Where the samples come from. */
    static final class Input {
        @Option(names = "--csv", paramLabel = "FILE", arity = "1..*", description = "Recordings: a line of names, then "
            + "acceleration x, y, z and turning x, y, z, a line a sample.")
        private List<Path> csv;

        @Option(names = "--sensor", paramLabel = "NAME", description = "A chip: 'pipit sensors list' has the names.")
        private String sensor;
    }

    @Mixin
    private SensorOptions sensors = new SensorOptions();

    @Mixin
    private UnitOptions units = new UnitOptions();

    @Mixin
    private GestureOptions options = new GestureOptions();

    @Option(names = "--state", paramLabel = "DIR", description = "What 'gesture learn' or 'gesture person' has "
        + "learned.")
    private Path state;

    @Option(names = "--png", paramLabel = "DIR", description = "Keep a picture of each stroke.")
    private Path png;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** Filled in by the command line. */
    public GestureCommand() {
    }

    @Override
    public Integer call() throws IOException {
        if (input == null) {
            throw new ParameterException(spec.commandLine(), "--csv or --sensor says where the samples come from; "
                + "'pipit gesture demo' needs neither");
        }
        Optional<Path> people = options.activities();
        Sight sight;
        boolean strokes = false;
        if (people.isPresent()) {
            sight = activity(ActivityFolder.load(people.get()))::see;
        } else {
            GestureModel model = options.model();
            Gesture gesture = options.gesture(model, options.learned(model, newest(), state));
            sight = gesture::see;
            strokes = gesture.strokes().isPresent();
        }
        if (png != null) {
            Files.createDirectories(png);
        }
        var report = new GestureReport(spec.commandLine().getOut(), json, strokes, png);
        if (input.sensor != null) {
            return live(sight, report);
        }
        double seconds = 0;
        for (Path file : input.csv) {
            ImuRecording recording = ImuRecording.read(file, units.units());
            int code = run(sight, recording, Overrun.WAIT, report);
            if (code != 0) {
                return code;
            }
            seconds += recording.seconds();
        }
        report.summary(seconds);
        return 0;
    }

    private Optional<StateFolder.Version> newest() throws IOException {
        if (state == null) {
            return Optional.empty();
        }
        List<StateFolder.Version> history = StateFolder.history(state);
        return history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
    }

    private Activity activity(ActivityModel model) throws IOException {
        Optional<StateFolder.Version> newest = newest();
        LearnedPerson person = newest.isEmpty() ? LearnedPerson.none(model)
            : ActivityFolder.person(model, newest.get(), state);
        return new Activity(model, person.person(), options.threshold());
    }

    private int live(Sight sight, GestureReport report) throws IOException {
        long start = System.nanoTime();
        try (OpenSensor sensor = sensors.open(input.sensor)) {
            int code = run(sight, new FromStart(sensor.source()), Overrun.DROP_OLDEST, report);
            report.summary((System.nanoTime() - start) / 1e9);
            return code;
        }
    }

    private int run(Sight sight, Source source, Overrun overrun, GestureReport report) throws IOException {
        var ending = new Ending();
        try (Running running = sight.see("gesture", source, overrun, report::seen)
                .to(detection -> report.detected(source.name(), detection)).start()) {
            running.join();
            return 0;
        } catch (InterruptedException e) {
            return INTERRUPTED;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            ending.close();
        }
    }
}
