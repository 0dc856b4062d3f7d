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
import dev.pipit.apps.sensors.OpenSensor;
import dev.pipit.apps.sensors.SensorOptions;
import dev.pipit.framework.adaptation.StateFolder;
import dev.pipit.framework.stream.Overrun;
import dev.pipit.framework.stream.Running;
import dev.pipit.framework.stream.Source;
import dev.pipit.pipelines.gesture.Gesture;
import dev.pipit.pipelines.gesture.GestureModel;

/** {@code pipit gesture}. */
@Command(
    name = "gesture",
    description = {
        "Recognises what is drawn into the air with a wand, or how somebody moves, from an accelerometer and a gyroscope.",
        "",
        "The digits 0 to 6 come with Pipit; 'gesture learn' teaches further ones from five examples each, and --model takes "
            + "a network of 'pipit train classifier'.",
        ""},
    footer = {
        "",
        "Examples:",
        "  pipit gesture demo                                     bundled input: no sensor, no file",
        "  pipit gesture --sensor lsm6ds3 --rate 104",
        "  pipit gesture --csv wand.csv --csv-rate 119 --acceleration g --turning deg/s --png pictures",
        "",
        "Exit code: 0 when all input was seen, 1 when some could not be, 2 for wrong usage, 130 after Ctrl-C."},
    subcommands = {DemoCommand.class, LearnCommand.class, StrokesCommand.class, GestureJudgeCommand.class})
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

    @Option(names = "--state", paramLabel = "DIR", description = "What 'gesture learn' has learned.")
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
        GestureModel model = options.model();
        Gesture gesture = options.gesture(model, options.learned(model, newest(), state));
        if (png != null) {
            Files.createDirectories(png);
        }
        var report = new GestureReport(spec.commandLine().getOut(), json, gesture.strokes().isPresent(), png);
        if (input.sensor != null) {
            return live(gesture, report);
        }
        double seconds = 0;
        for (Path file : input.csv) {
            ImuRecording recording = ImuRecording.read(file, units.units());
            int code = run(gesture, recording, Overrun.WAIT, report);
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

    private int live(Gesture gesture, GestureReport report) throws IOException {
        long start = System.nanoTime();
        try (OpenSensor sensor = sensors.open(input.sensor)) {
            int code = run(gesture, sensor.source(), Overrun.DROP_OLDEST, report);
            report.summary((System.nanoTime() - start) / 1e9);
            return code;
        }
    }

    private int run(Gesture gesture, Source source, Overrun overrun, GestureReport report) throws IOException {
        var ending = new Ending();
        try (Running running = gesture.see("gesture", source, overrun, report::seen)
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
