package dev.pipit.apps.speech;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How texts sound, in phonemes of American English, as espeak-ng says: 0.5 ms a word. */
final class Pronunciation {
    /** Stress, and marks of phonemes that hardly differ from those without. */
    private static final Pattern MARKS = Pattern.compile("[',%=|#2*;-]");

    /** What would make two lines of one text. */
    private static final Pattern BREAKS = Pattern.compile("[.,;:!?]");

    /** So many words at once take a tenth of a second; on a busy machine all of them might take longer than it may. */
    private static final int TOGETHER = 250;

    private final Path program;

    private Pronunciation(Path program) {
        this.program = program;
    }

    /** With espeak-ng, if it is there. */
    static Optional<Pronunciation> by(Engines engines) {
        return engines.named(Espeak.NG).map(engine -> new Pronunciation(((Espeak) engine).program()));
    }

    /** The phonemes of each text, without stress. */
    List<List<String>> of(List<String> texts) throws IOException {
        if (texts.isEmpty()) {
            return List.of();
        }
        if (texts.size() > TOGETHER) {
            return halves(texts);
        }
        List<String> unbroken = texts.stream().map(text -> BREAKS.matcher(text).replaceAll(" ")).toList();
        List<String> lines = ask(String.join(".\n\n", unbroken) + ".\n").lines().filter(line -> !line.isBlank()).toList();
        if (texts.size() == 1) {
            return List.of(phonemes(String.join(" ", lines)));
        }
        return lines.size() == texts.size() ? lines.stream().map(Pronunciation::phonemes).toList() : halves(texts);
    }

    private String ask(String text) throws IOException {
        try {
            return Run.ask(new Call(List.of(program.toString(), "-q", "-x", "--sep=_", "-v", "en-us", "-b", "1",
                "--stdin"), text));
        } catch (IOException e) {
            throw new IOException(Espeak.NG + ", asked for phonemes: " + e.getMessage(), e);
        }
    }

    /** Where there are many texts, or one became two lines or none: the others are still known. */
    private List<List<String>> halves(List<String> texts) throws IOException {
        List<List<String>> all = new ArrayList<>(of(texts.subList(0, texts.size() / 2)));
        all.addAll(of(texts.subList(texts.size() / 2, texts.size())));
        return all;
    }

    private static List<String> phonemes(String line) {
        return Stream.of(line.split("[\\s_]+")).map(phoneme -> MARKS.matcher(phoneme).replaceAll(""))
            .filter(phoneme -> !phoneme.isEmpty()).toList();
    }
}
