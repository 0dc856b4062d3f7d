package dev.pipit.apps.recording;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Ending;
import dev.pipit.apps.sensors.JsonSamples;
import dev.pipit.apps.sensors.OpenSensor;
import dev.pipit.apps.sensors.Reading;
import dev.pipit.apps.sensors.ScreenSamples;
import dev.pipit.apps.sensors.SensorReport;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.stream.Clock;
import dev.pipit.framework.stream.RealTime;
import dev.pipit.framework.stream.Source;
import dev.pipit.sensors.chip.Channel;
import dev.pipit.sensors.recording.CsvRecording;
import dev.pipit.sensors.recording.WavFile;

/** {@code pipit replay}. */
@Command(
    name = "replay",
    customSynopsis = {"pipit replay FILE... [--speed=real|max] [--json]", ""},
    description = {"Prints recordings of sensors as 'pipit sensors read' prints a sensor: the same samples, times and gaps.",
        ""},
    footer = {"", "Exit code: 0, 1 when a recording cannot be read, 2 for wrong usage, 130 after Ctrl-C."})
public final class ReplayCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Recordings: .csv of a sensor, .wav of sound.")
    private List<Path> files;

    @Option(names = "--speed", paramLabel = "real|max", defaultValue = "max",
        description = "As fast as they were recorded, or as fast as it goes (the default).")
    private Speed speed;

    @Option(names = "--json", description = "One JSON object a line: every sample.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    enum Speed { real, max }                   // as people type it

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        var ending = new Ending();
        try {
            for (Path file : files) {
                try (OpenSensor recording = open(file)) {
                    replay(recording, out);
                }
            }
            return 0;
        } catch (InterruptedException e) {
            return INTERRUPTED;
        } finally {
            ending.close();
        }
    }

    private void replay(OpenSensor recording, PrintWriter out) throws IOException, InterruptedException {
        if (json) {
            replay(recording, new JsonSamples(out));
        } else {
            try (var screen = new ScreenSamples(out)) {
                replay(recording, screen);
            }
        }
    }

    private static void replay(OpenSensor recording, SensorReport report) throws IOException, InterruptedException {
        new Reading(recording, report, Clock.SYSTEM).run(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    private OpenSensor open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".wav")) {
            WavFile wav = WavFile.open(file);
            return open(wav, file, channels(wav.format()));
        }
        CsvRecording recording = CsvRecording.open(file);
        return open(recording, file, recording.header().channels());
    }

    private OpenSensor open(Source recording, Path file, List<Channel> channels) {
        Source source = speed == Speed.real ? new RealTime(recording) : recording;
        double rateHz = recording.format().rateHz();
        return new OpenSensor(source, file.toString(), channels, () -> new OpenSensor.Health(rateHz, 0, 0, "", true),
            List.of());
    }

    private static List<Channel> channels(SignalFormat format) {
        List<Channel> channels = new ArrayList<>();
        for (int c = 0; c < format.channels(); c++) {
            channels.add(new Channel("channel_" + c, format.unit()));
        }
        return channels;
    }
}
