package dev.pipit.apps.microphone;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Ending;
import dev.pipit.apps.MicrophoneOptions;
import dev.pipit.apps.Recordings;
import dev.pipit.apps.Screen;
import dev.pipit.framework.stream.Clock;
import dev.pipit.framework.stream.Overrun;
import dev.pipit.framework.stream.Pipeline;
import dev.pipit.framework.stream.Running;
import dev.pipit.sensors.bus.Pcm;
import dev.pipit.sensors.bus.alsa.JavaSound;
import dev.pipit.sensors.microphone.Microphone;
import dev.pipit.sensors.microphone.Part;

/** {@code pipit microphones}. */
@Command(
    name = "microphones",
    customSynopsis = {"pipit microphones [--json]",
        "       pipit microphones [NAME] --level [--channel=K] [--gain=DB] [--seconds=N]", ""},
    description = {"Lists the microphones of this computer, or shows how loud it is at one.", ""},
    footer = {
        "",
        "Ctrl-C ends the level with a summary.",
        "Exit code: 0; 1 when there is no microphone or it cannot be opened, 2 for wrong usage, 130 after Ctrl-C."})
public final class MicrophonesCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;
    private static final long LOOK_NANOS = 1_000_000_000;

    private final Pcm.Devices devices;

    @Parameters(arity = "0..1", paramLabel = "NAME", defaultValue = "",
        description = "Name of a microphone or a part of it; without, that of the board or the default one.")
    private String name;

    @Option(names = "--level", description = "Show the level, ten times a second.")
    private boolean level;

    @Option(names = "--seconds", paramLabel = "N", description = "End after so many seconds.")
    private Double seconds;

    @Option(names = "--json", description = "The list as JSON.")
    private boolean json;

    @Mixin
    private MicrophoneOptions heard = new MicrophoneOptions();

    @Spec
    private CommandSpec spec;

    /** With the devices of this computer. */
    public MicrophonesCommand() {
        this(JavaSound.devices());
    }

    MicrophonesCommand(Pcm.Devices devices) {
        this.devices = devices;
    }

    @Override
    public Integer call() throws IOException {
        if (seconds != null && !(seconds > 0)) {
            throw new ParameterException(spec.commandLine(), "--seconds must be above 0: seconds=" + seconds);
        }
        return level ? showLevel() : list();
    }

    private int list() throws IOException {
        List<Pcm.Device> found = Microphone.devices(devices);
        if (json) {
            var gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
            var array = new JsonArray();
            found.forEach(device -> array.add(json(device)));
            spec.commandLine().getOut().println(gson.toJson(array));
        } else if (found.isEmpty()) {
            throw new IOException("this computer has no microphone: docs/microphones.md says what to enable");
        } else {
            found.forEach(device -> spec.commandLine().getOut().println(text(device)));
        }
        return 0;
    }

    private static String text(Pcm.Device device) {
        return String.format(Locale.ROOT, "%-30s %s%n%-30s %s", device.name(), Part.of(device), "",
            device.formats().stream().map(Pcm.Format::bits).distinct().sorted().map(String::valueOf)
                .collect(Collectors.joining(", ")) + " bits; " + channels(device));
    }

    private static String channels(Pcm.Device device) {
        int most = device.formats().stream().mapToInt(Pcm.Format::channels).max().orElse(0);
        return most == 1 ? "1 channel" : "2 channels or more";
    }

    private static JsonObject json(Pcm.Device device) {
        var object = new JsonObject();
        object.addProperty("name", device.name());
        object.addProperty("description", device.description());
        object.addProperty("part", Part.of(device).name());
        var formats = new JsonArray();
        for (Pcm.Format each : device.formats()) {
            var format = new JsonObject();
            format.addProperty("rate_hz", each.rateHz());
            format.addProperty("channels", each.channels());
            format.addProperty("bits", each.bits());
            formats.add(format);
        }
        object.add("formats", formats);
        return object;
    }

    private int showLevel() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        var ending = new Ending();
        try (Microphone microphone = Microphone.open(devices, name, heard.conversion(Recordings.RATE_HZ), Clock.SYSTEM)) {
            out.println(microphone.device().name() + ": " + Part.of(microphone.device()) + ", "
                + microphone.recorded());
            return watch(microphone, out);
        } finally {
            ending.close();
        }
    }

    private int watch(Microphone microphone, PrintWriter out) {
        var line = new LevelLine(microphone);
        Pipeline plan = Pipeline.named("level").from(microphone).ring(Duration.ofSeconds(1), Overrun.DROP_OLDEST)
            .frames(Duration.ofMillis(100)).to(frame -> { });
        int code = 0;
        try (Running running = plan.start(); var screen = new Screen(out, line::text)) {
            long left = seconds == null ? Long.MAX_VALUE : Math.round(seconds * 1e9);
            for (; left > 0 && running.isAlive(); left -= LOOK_NANOS) {
                Clock.SYSTEM.sleep(Math.min(left, LOOK_NANOS));
                if (!Screen.isTerminal()) {
                    screen.print(line.text());
                }
            }
        } catch (InterruptedException e) {
            code = INTERRUPTED;
        }
        out.println(String.format(Locale.ROOT, "%d samples clipped, %d lost, gone %d times; its clock is off by %.0f ppm",
            microphone.clipped(), microphone.overruns(), microphone.losses(), microphone.driftPpm()));
        return code;
    }
}
