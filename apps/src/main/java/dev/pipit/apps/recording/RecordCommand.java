package dev.pipit.apps.recording;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Ending;
import dev.pipit.apps.MicrophoneOptions;
import dev.pipit.apps.Recordings;
import dev.pipit.apps.Screen;
import dev.pipit.apps.microphone.LevelLine;
import dev.pipit.apps.sensors.OpenSensor;
import dev.pipit.apps.sensors.ScreenSamples;
import dev.pipit.apps.sensors.SensorOptions;
import dev.pipit.apps.sensors.Tally;
import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Pcm;
import dev.pipit.sensors.bus.alsa.JavaSound;
import dev.pipit.sensors.microphone.Microphone;

/** {@code pipit record}. */
@Command(
    name = "record",
    customSynopsis = {"pipit record (--mic[=NAME] | --sensor=NAME) --label=L --out=DIR [--seconds=N] [OPTION...]", ""},
    description = {"Records into a numbered file of a label: DIR/L/0001.wav and on, or .csv of a sensor. While it is written "
        + "it is called .part.", ""},
    footer = {
        "",
        "Ctrl-C ends it; what came is kept.",
        "Exit code: 0, 1 when it could not be recorded, 2 for wrong usage, 130 after Ctrl-C."})
public final class RecordCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    private final Pcm.Devices devices;
    private final Clock clock;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private From from;

    /** What is recorded from. */
    private static final class From {
        @Option(names = "--mic", paramLabel = "NAME", arity = "0..1", fallbackValue = "",
            description = "Microphone; without a name that of the board or the default one. pipit microphones lists them.")
        private String mic;

        @Option(names = "--sensor", paramLabel = "NAME",
            description = "A chip of 'pipit sensors list', or iio:NAME for one that the kernel drives.")
        private String sensor;
    }

    @Option(names = "--label", paramLabel = "L", required = true, description = "What is recorded: the name of a folder.")
    private String label;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where the folders of the labels are.")
    private Path out;

    @Option(names = "--seconds", paramLabel = "N", description = "How long; without, until Ctrl-C.")
    private Double seconds;

    @Option(names = "--bits", paramLabel = "16|32", defaultValue = "16",
        description = "Of sound: 16 bits, or 32 of float. Default: ${DEFAULT-VALUE}.")
    private int bits;

    @Mixin
    private MicrophoneOptions heard = new MicrophoneOptions();

    @Mixin
    private SensorOptions read = new SensorOptions();

    @Spec
    private CommandSpec spec;

    /** With the devices of this computer. */
    public RecordCommand() {
        this(JavaSound.devices(), Clock.SYSTEM);
    }

    RecordCommand(Pcm.Devices devices, Clock clock) {
        this.devices = devices;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        check(!label.isBlank() && !label.startsWith(".") && label.matches("[^/\\\\,\"]+"),
            "--label must be the name of a folder, without comma and quote: label=" + label);
        check(seconds == null || seconds > 0, "--seconds must be above 0: seconds=" + seconds);
        check(bits == 16 || bits == 32, "--bits must be 16 or 32: bits=" + bits);
        var ending = new Ending();
        try {
            return from.sensor == null ? sound() : samples();
        } finally {
            ending.close();
        }
    }

    private int sound() throws IOException {
        try (Microphone microphone = Microphone.open(devices, from.mic, heard.conversion(Recordings.RATE_HZ), clock)) {
            return record(microphone);
        }
    }

    private int samples() throws IOException {
        try (OpenSensor sensor = read.open(from.sensor);
             var screen = new ScreenSamples(spec.commandLine().getErr())) {
            SensorRecording recording = new SensorRecording(sensor, screen);
            Tally tally = recording.write(out, label, seconds == null ? Long.MAX_VALUE : Math.round(seconds * 1e9));
            spec.commandLine().getOut().println(String.format(Locale.ROOT, "%s  %d samples, %.2f s", recording.file(),
                tally.samples(), tally.seconds()));
            return recording.whole() ? 0 : INTERRUPTED;
        }
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private int record(Microphone microphone) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        var recording = new SoundRecording(microphone, bits, clock);
        NumberedFile file = NumberedFile.next(out.resolve(label), "wav");
        var line = new LevelLine(microphone);
        boolean whole;
        try (var screen = new Screen(err, () -> String.format(Locale.ROOT, "%s %6.1f s %s", label,
                recording.seconds(), line.text()))) {
            screen.print("records " + microphone.device().name() + ", " + microphone.recorded()
                + (seconds == null ? "; Ctrl-C ends it" : ""));
            whole = recording.write(file.unfinished(), wanted());
        }
        if (recording.samples() == 0) {
            file.discard();
            throw new IOException("nothing was recorded from " + microphone.device().name());
        }
        file.finish();
        spec.commandLine().getOut().println(String.format(Locale.ROOT, "%s  %.2f s, mean %.1f, peak %.1f dBFS", file.file(),
            recording.seconds(), recording.level().rmsDbfs(), recording.level().peakDbfs()));
        recording.warnings().forEach(warning -> err.println("pipit: " + warning));
        return whole ? 0 : INTERRUPTED;
    }

    private long wanted() {
        return seconds == null ? Long.MAX_VALUE : Math.max(1, Math.round(seconds * Recordings.RATE_HZ));
    }
}
