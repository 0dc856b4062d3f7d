package dev.pipit.apps.speech;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What to say that is not a given phrase: its parts and what sounds like it, sentences of every day, and words at
 * random. Nothing that is returned sounds as if it held the phrase, as far as espeak-ng knows; without it, nothing is
 * spelt so. The same for the same phrase, seed, espeak-ng and dictionary.
 */
public final class Phrases {
    private static final int ALIKE_PER_WORD = 40;
    private static final int SWAPS = 10;
    private static final int MOST_WORDS = 4;
    private static final int LEAST_LETTERS = 3;

    private final String phrase;
    private final long seed;
    private final Words words;
    private final Optional<Pronunciation> pronunciation;
    private final Set<String> alikeWords = new HashSet<>();

    private Phrases(String phrase, long seed, Words words, Optional<Pronunciation> pronunciation) {
        Utterance.check(phrase);
        this.phrase = phrase.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}'’]+", " ").strip();
        if (letters(phrase).length() < LEAST_LETTERS) {
            throw new IllegalArgumentException("a phrase must have at least " + LEAST_LETTERS + " letters: phrase=" + phrase);
        }
        this.seed = seed;
        this.words = words;
        this.pronunciation = pronunciation;
    }

    /** For a phrase of letters; uses espeak-ng and the system's dictionary, as far as they are there. */
    public static Phrases of(String phrase, Engines engines, long seed) throws IOException {
        return of(phrase, engines, seed, Words.DICTIONARY);
    }

    static Phrases of(String phrase, Engines engines, long seed, Path dictionary) throws IOException {
        return new Phrases(phrase, seed, Words.with(dictionary), Pronunciation.by(engines));
    }

    /**
     * At most n phrases that are easily taken for the phrase: its parts first, then, mixed, words that sound alike in
     * place of its own, and its syllables in another order.
     */
    public List<String> confusable(int n) throws IOException {
        Random random = new Random(seed);
        List<String> mixed = new ArrayList<>(alike());
        mixed.addAll(Syllables.swapped(phrase, random, SWAPS));
        Collections.shuffle(mixed, random);
        Set<String> all = new LinkedHashSet<>(parts());
        all.addAll(mixed);
        return others(List.copyOf(all)).stream().limit(n).toList();
    }

    /** Words, beginnings of words, and the phrase without its first or its last words. */
    private Set<String> parts() {
        List<String> own = List.of(phrase.split(" "));
        Set<String> parts = new LinkedHashSet<>();
        for (int from = 0; from < own.size(); from++) {
            for (int to = from + 1; to <= own.size(); to++) {
                parts.add(String.join(" ", own.subList(from, to)));
            }
            for (String beginning : Syllables.beginnings(own.get(from))) {
                parts.add(with(own, from, beginning, from + 1));
            }
        }
        return parts;
    }

    /** The phrase up to a word that is replaced, and on after as many words as {@code until} leaves. */
    private static String with(List<String> own, int at, String replacement, int until) {
        List<String> changed = new ArrayList<>(own.subList(0, until));
        changed.set(at, replacement);
        return String.join(" ", changed);
    }

    private List<String> alike() throws IOException {
        List<String> own = List.of(phrase.split(" "));
        var soundAlikes = new SoundAlikes(words.all(), pronunciation);
        List<String> alike = new ArrayList<>();
        for (int at = 0; at < own.size(); at++) {
            for (String word : soundAlikes.of(own.get(at), ALIKE_PER_WORD)) {
                alike.add(with(own, at, word, own.size()));
            }
        }
        return alike;
    }

    /** At most n sentences of home, office, radio, news and counting, in an order by the seed. */
    public List<String> everyday(int n) throws IOException {
        List<String> sentences = new ArrayList<>(Words.lines("sentences.txt"));
        Collections.shuffle(sentences, new Random(seed));
        return others(sentences).stream().limit(n).toList();
    }

    /** Those of the texts in which neither the phrase can be heard nor a word that sounds like one of its own. */
    public List<String> unlike(List<String> texts) throws IOException {
        if (alikeWords.isEmpty()) {
            var soundAlikes = new SoundAlikes(words.all(), pronunciation);
            for (String word : phrase.split(" ")) {
                alikeWords.add(word);
                alikeWords.addAll(soundAlikes.of(word, ALIKE_PER_WORD));
            }
        }
        return others(texts.stream().filter(text -> Stream.of(text.split("[^\\p{L}\\p{M}'’]+"))
            .noneMatch(word -> alikeWords.contains(word.toLowerCase(Locale.ROOT)))).toList());
    }

    /** Two to four words at random, n times: common ones and those of the system's dictionary, half and half. */
    public List<String> randomWords(int n) throws IOException {
        Random random = new Random(seed);
        List<String> all = new ArrayList<>();
        while (all.size() < n) {
            all.addAll(others(Stream.generate(() -> randomWords(random)).limit(n - all.size()).toList()));
        }
        return all;
    }

    private String randomWords(Random random) {
        int count = 2 + random.nextInt(MOST_WORDS - 1);
        List<String> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> list = words.rare().isEmpty() || random.nextBoolean() ? words.common() : words.rare();
            drawn.add(list.get(random.nextInt(list.size())));
        }
        return String.join(" ", drawn);
    }

    /** Without those that hold the phrase. */
    private List<String> others(List<String> texts) throws IOException {
        List<String> others = texts.stream().filter(text -> !letters(text).contains(letters(phrase))).toList();
        if (pronunciation.isEmpty()) {
            return others;
        }
        List<String> asked = new ArrayList<>(others);
        asked.add(phrase);
        List<List<String>> sounds = pronunciation.get().of(asked);
        List<String> own = sounds.get(others.size());
        List<String> unlike = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            if (Collections.indexOfSubList(sounds.get(i), own) < 0) {
                unlike.add(others.get(i));
            }
        }
        return unlike;
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}]", "");
    }
}
