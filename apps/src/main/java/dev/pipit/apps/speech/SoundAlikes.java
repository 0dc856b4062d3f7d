package dev.pipit.apps.speech;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Finds words that sound like a word and are not it: of the words that are spelt most alike, those whose phonemes are
 * nearest. Without espeak-ng, those that differ in two letters or more, for of one letter's difference nobody knows
 * whether it is heard.
 */
final class SoundAlikes {
    private static final int SPELT_ALIKE = 2_000;
    private static final int LEAST_LETTERS = 2;

    private final List<String> words;
    private final Optional<Pronunciation> pronunciation;

    SoundAlikes(List<String> words, Optional<Pronunciation> pronunciation) {
        this.words = words;
        this.pronunciation = pronunciation;
    }

    /** At most n words, the nearest first. */
    List<String> of(String word, int n) throws IOException {
        List<String> near = nearest(words.stream().filter(each -> !each.equals(word)).toList(),
            each -> Distance.ofLetters(word, each), SPELT_ALIKE);
        if (pronunciation.isEmpty()) {
            return near.stream()
                .filter(each -> Distance.ofLetters(word, each) * Math.max(word.length(), each.length()) >= LEAST_LETTERS)
                .limit(n).toList();
        }
        List<String> asked = new ArrayList<>(near);
        asked.add(word);
        List<List<String>> sounds = pronunciation.get().of(asked);
        List<String> own = sounds.get(near.size());
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < near.size(); i++) {
            if (!sounds.get(i).equals(own)) {
                indices.add(i);
            }
        }
        return nearest(indices, i -> Distance.ofPhonemes(own, sounds.get(i)), n).stream().map(near::get).toList();
    }

    private record Far<T>(T what, double distance) {
    }

    /** Ties stay in their order. */
    private static <T> List<T> nearest(List<T> all, ToDoubleFunction<T> distance, int n) {
        return all.stream().map(each -> new Far<>(each, distance.applyAsDouble(each)))
            .sorted(Comparator.comparingDouble(Far::distance)).limit(n).map(Far::what).toList();
    }
}
