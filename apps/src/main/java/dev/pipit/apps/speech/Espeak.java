package dev.pipit.apps.speech;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * eSpeak NG and the eSpeak it came from: formant synthesis. Every accent of English speaks with every variant, which
 * is what one hears as the speaker.
 *
 * @param name    espeak-ng or espeak
 * @param version such as 1.51
 * @param program its executable
 * @param bases   accents, alone and with each variant
 */
record Espeak(String name, String version, Path program, List<String> bases) implements Engine {
    static final String NG = "espeak-ng";
    static final String OLD = "espeak";

    private static final Pattern VERSION = Pattern.compile("text-to-speech: (\\S+)");
    /** Priority, language, age and sex, name, file. */
    private static final Pattern ACCENT = Pattern.compile("\\s*\\d+\\s+(en\\S*)\\s+\\S+\\s+\\S+\\s+(\\S+).*");
    private static final Pattern VARIANT = Pattern.compile("\\s*\\d+\\s+variant\\s.*\\s!v/([A-Za-z0-9_-]+)\\s*(\\(.*)?");
    /** Whispers, monsters and machines. */
    private static final Pattern NOBODY =
        Pattern.compile(".*(whisper|robo|demonic|croak|announcer).*", Pattern.CASE_INSENSITIVE);

    static Espeak on(Path program, String name) throws IOException {
        String text = Run.ask(new Call(program.toString(), "--version"));
        Matcher version = VERSION.matcher(text);
        if (!version.find()) {
            throw new IOException("does not tell its version");
        }
        if (name.equals(OLD) && text.contains("eSpeak NG")) {
            throw new IOException("is espeak-ng under its old name");
        }
        List<String> accents = accents(Run.ask(new Call(program.toString(), "--voices=en")));
        List<String> variants = variants(Run.ask(new Call(program.toString(), "--voices=variant")));
        TreeSet<String> bases = new TreeSet<>(accents);
        accents.forEach(accent -> variants.forEach(variant -> bases.add(accent + '+' + variant)));
        return new Espeak(name, version.group(1), program, List.copyOf(bases));
    }

    /** Languages of a list of voices, without those that need MBROLA. */
    private static List<String> accents(String list) throws IOException {
        List<String> accents = new ArrayList<>();
        list.lines().map(ACCENT::matcher)
            .filter(line -> line.matches() && !line.group(2).startsWith("mb/") && !line.group(2).equals("default"))
            .forEach(line -> accents.add(line.group(1)));
        if (accents.isEmpty()) {
            throw new IOException("has no English voice");
        }
        return accents;
    }

    private static List<String> variants(String list) {
        return list.lines().map(VARIANT::matcher).filter(Matcher::matches).map(line -> line.group(1))
            .filter(variant -> !NOBODY.matcher(variant).matches()).toList();
    }

    /** One for both programs: they share the variants. */
    @Override
    public String speaker(String base) {
        int plus = base.indexOf('+');
        return plus < 0 ? "espeak" : "espeak" + base.substring(plus);
    }

    @Override
    public Voice draw(String base, Random random) {
        return new Voice(name, base, speaker(base), 115 + random.nextInt(101), 20 + random.nextInt(61));
    }

    @Override
    public Call say(Voice voice, String text) {
        return new Call(List.of(program.toString(), "--stdout", "--stdin", "-b", "1", "-v", voice.base(),
            "-s", Integer.toString(voice.speed()), "-p", Integer.toString(voice.pitch())), text + "\n");
    }
}
