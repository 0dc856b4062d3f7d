package dev.pipit.apps.speech;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Text that is never the same: sentences with places for words, which are common ones and those of the system's dictionary,
 * half and half. The same for the same seed and dictionary.
 */
public final class RunningText {
    private static final String PLACE = "_";
    private static final int SENTENCES = 2;

    private final Words words;
    private final List<String> frames;
    private final Random random;

    private RunningText(Words words, List<String> frames, long seed) {
        this.words = words;
        this.frames = frames;
        this.random = new Random(seed);
    }

    /** With the system's dictionary, if it is there. */
    public static RunningText of(long seed) throws IOException {
        return of(seed, Words.DICTIONARY);
    }

    static RunningText of(long seed, Path dictionary) throws IOException {
        return new RunningText(Words.with(dictionary), Words.lines("frames.txt"), seed);
    }

    /** The next n texts of {@value #SENTENCES} sentences each. */
    public List<String> next(int n) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            texts.add(Stream.generate(this::sentence).limit(SENTENCES).collect(Collectors.joining(". ")));
        }
        return texts;
    }

    private String sentence() {
        String sentence = frames.get(random.nextInt(frames.size()));
        while (sentence.contains(PLACE)) {
            List<String> list = words.rare().isEmpty() || random.nextBoolean() ? words.common() : words.rare();
            sentence = sentence.replaceFirst(PLACE, list.get(random.nextInt(list.size())));
        }
        return sentence;
    }
}
