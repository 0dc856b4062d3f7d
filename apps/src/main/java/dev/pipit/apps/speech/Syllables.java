package dev.pipit.apps.speech;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words cut where one would roughly divide them: consonants, vowels, and at the end of a word the consonants that are
 * left. By spelling, and good enough to be mispronounced.
 */
final class Syllables {
    private static final Pattern SYLLABLE =
        Pattern.compile("[^aeiouy]*[aeiouy]+(?:[^aeiouy]+e?$|[^aeiouy](?=[^aeiouy]))?", Pattern.CASE_INSENSITIVE);
    private static final int TRIALS = 200;

    private Syllables() {
    }

    static List<String> of(String word) {
        List<String> syllables = SYLLABLE.matcher(word).results().map(MatchResult::group).toList();
        return String.join("", syllables).equals(word) ? syllables : List.of(word);
    }

    /** Beginnings of a word of several syllables, without the word itself: com, compu. */
    static List<String> beginnings(String word) {
        List<String> syllables = of(word);
        List<String> beginnings = new ArrayList<>();
        for (int n = 1; n < syllables.size(); n++) {
            beginnings.add(String.join("", syllables.subList(0, n)));
        }
        return beginnings;
    }

    /** At most n different ways to put a phrase's syllables in another order, with its words of as many as before. */
    static List<String> swapped(String phrase, Random random, int n) {
        List<List<String>> words = Stream.of(phrase.split(" ")).map(Syllables::of).toList();
        List<String> syllables = words.stream().flatMap(List::stream).collect(Collectors.toCollection(ArrayList::new));
        Set<String> swapped = new LinkedHashSet<>();
        for (int trial = 0; trial < TRIALS && swapped.size() < n; trial++) {
            Collections.shuffle(syllables, random);
            swapped.add(joined(syllables, words));
            swapped.remove(phrase);
        }
        return List.copyOf(swapped);
    }

    private static String joined(List<String> syllables, List<List<String>> words) {
        List<String> joined = new ArrayList<>();
        int at = 0;
        for (List<String> word : words) {
            joined.add(String.join("", syllables.subList(at, at + word.size())));
            at += word.size();
        }
        return String.join(" ", joined);
    }
}
