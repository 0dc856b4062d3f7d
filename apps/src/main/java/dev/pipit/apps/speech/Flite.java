package dev.pipit.apps.speech;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * CMU Flite: the voices that are compiled into it, of diphones (kal16), of units (awb, rms, slt).
 *
 * @param version such as flite-2.2-current
 * @param program its executable
 * @param bases   its voices of 16 kHz
 */
record Flite(String version, Path program, List<String> bases) implements Engine {
    static final String NAME = "flite";

    private static final Pattern VERSION = Pattern.compile("version: (\\S+)");
    private static final Pattern VOICES = Pattern.compile("Voices available:(.*)");
    /** Not kal, of 8 kHz, and not awb_time, which can only tell the time. */
    private static final Set<String> USED = Set.of("awb", "kal16", "rms", "slt");

    static Flite on(Path program) throws IOException {
        Matcher version = VERSION.matcher(Run.ask(new Call(program.toString(), "--version")));
        Matcher voices = VOICES.matcher(Run.ask(new Call(program.toString(), "-lv")));
        List<String> bases = !voices.find() ? List.of()
            : Stream.of(voices.group(1).strip().split("\\s+")).filter(USED::contains).distinct().sorted().toList();
        if (bases.isEmpty()) {
            throw new IOException("has none of the voices " + String.join(", ", USED.stream().sorted().toList()));
        }
        return new Flite(version.find() ? version.group(1) : "of unknown version", program, bases);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String speaker(String base) {
        return base.equals("kal16") ? "kal" : base;
    }

    @Override
    public Voice draw(String base, Random random) {
        return new Voice(NAME, base, speaker(base), 75 + random.nextInt(66), 90 + random.nextInt(131));
    }

    @Override
    public Call say(Voice voice, String text) {
        return new Call(program.toString(), "-voice", voice.base(),
            "--setf", String.format(Locale.ROOT, "duration_stretch=%.2f", voice.speed() / 100.0),
            "--setf", "int_f0_target_mean=" + voice.pitch(), "-t", text, "-o", "/dev/stdout");
    }
}
