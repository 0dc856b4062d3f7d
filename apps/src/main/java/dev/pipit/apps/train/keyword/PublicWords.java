package dev.pipit.apps.train.keyword;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.pipit.apps.train.PublicSpeech;
import dev.pipit.apps.train.Recording;

/** The public recordings as labels: some words, ten digits, other speech, noise. */
final class PublicWords {
    private static final Set<String> WORDS = Set.of("happy", "cat", "bed", "alexa", "computer", "jarvis");
    private static final String DIGIT = "digit ";

    private PublicWords() {
    }

    /**
     * All that is at hand.
     *
     * @param data  the folder of public data
     * @param words the labels that are wanted besides unknown and silence; empty for all
     */
    static List<SoundFile> in(Path data, Set<String> words) throws IOException {
        List<SoundFile> files = new ArrayList<>();
        Set<String> there = new TreeSet<>();
        for (Recording each : PublicSpeech.in(data.resolve("speech"))) {
            String word = each.word().startsWith(DIGIT) ? each.word().substring(DIGIT.length()) : each.word();
            boolean label = WORDS.contains(word) || each.word().startsWith(DIGIT);
            there.addAll(label ? List.of(word) : List.of());
            label &= words.isEmpty() || words.contains(word);
            files.add(new SoundFile(each.file(), label ? word : Sound.UNKNOWN, each.speaker(), word.isEmpty()));
        }
        for (String word : words) {
            if (!there.contains(word)) {
                throw new IllegalArgumentException("no public recordings of this word: word=" + word + ", there are "
                    + there);
            }
        }
        files.addAll(noises(data.resolve("noise")));
        return files;
    }

    private static List<SoundFile> noises(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".wav")).sorted()
                .map(file -> new SoundFile(file, Sound.SILENCE, "noise:" + file.getFileName(), true)).toList();
        }
    }
}
