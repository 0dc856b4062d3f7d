package dev.pipit.apps.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.pipit.framework.training.sound.CacheKey;
import dev.pipit.framework.training.sound.Pcm16;
import dev.pipit.framework.training.sound.Split;

/** All that a word is learned from, chosen by and judged by, each on its side. */
final class WordMaterial {
    /** So many recordings of the user must be there for some of them to be kept for judging. */
    static final int ENOUGH_TO_JUDGE = 20;
    private static final int LEAST_WORDS = 10;
    private static final double LEAST_SPEECH_SECONDS = 20;

    private final Map<Split.Part, List<Clip>> clips = new EnumMap<>(Split.Part.class);
    private final List<float[]> noises = new ArrayList<>();
    private final List<String> sources = new ArrayList<>();

    WordMaterial() {
        for (Split.Part part : Split.Part.values()) {
            clips.put(part, new ArrayList<>());
        }
    }

    /** Adds clips, each on the side of its speaker. */
    void add(List<Clip> more, SpeakerSides sides) {
        more.forEach(clip -> clips.get(sides.of(clip.speaker())).add(clip));
    }

    /** Says where clips come from. */
    void source(String what) {
        sources.add(what);
    }

    List<String> sources() {
        return sources;
    }

    /** Adds the user's recordings of the word: on sides by speaker, or by recording where there are few speakers. */
    void addWords(List<Clip> words) {
        Function<Clip, String> unit = Clip::speaker;
        if (words.stream().map(unit).distinct().count() <= SpeakerSides.LEAST) {
            unit = clip -> new CacheKey().add(clip.samples()).toString();
        }
        SpeakerSides sides = new SpeakerSides(words.size() < ENOUGH_TO_JUDGE ? List.of() : words.stream().map(unit).toList());
        for (Clip clip : words) {
            clips.get(sides.of(unit.apply(clip))).add(clip);
        }
    }

    /** Adds recordings of noise: the last quarter of each is for judging. */
    void addNoises(List<Clip> recordings) {
        recordings.forEach(clip -> noises.add(clip.samples()));
    }

    /** Clips of one side that fit. */
    List<Clip> of(Split.Part part, Predicate<Clip> fits) {
        return clips.get(part).stream().filter(fits).toList();
    }

    /** Clips of the word. */
    List<Clip> words(Split.Part part, String word) {
        return of(part, clip -> clip.word().equals(word));
    }

    /** What is easily taken for the word. */
    List<Clip> confusable(Split.Part part) {
        return of(part, clip -> clip.word().startsWith(Synthesised.LIKE));
    }

    /** Everything without the word that goes on. */
    List<Clip> running(Split.Part part) {
        return of(part, clip -> clip.word().isEmpty());
    }

    /** Noises of one side. */
    List<float[]> noises(Split.Part part) {
        return noises.stream().map(all -> {
            int cut = all.length * 3 / 4;
            return part == Split.Part.TRAINING ? Arrays.copyOf(all, cut) : Arrays.copyOfRange(all, cut, all.length);
        }).filter(piece -> piece.length > 0).toList();
    }

    /** Refuses what nothing can be learned from, or judged by. */
    void check(String word) throws IOException {
        for (Split.Part part : Split.Part.values()) {
            String use = part == Split.Part.TRAINING ? "to train" : part == Split.Part.TEST ? "to judge" : "to choose by";
            int words = words(part, word).size();
            int needed = part == Split.Part.TRAINING ? LEAST_WORDS : LEAST_WORDS / 3;
            if (words < needed) {
                throw new IOException(String.format(Locale.ROOT, "too few clips of \"%s\" %s: there are %d, at least %d are "
                    + "needed; more voices (--voices) or %d recordings (--positives)", word, use, words, needed,
                    ENOUGH_TO_JUDGE));
            }
            double seconds = running(part).stream().mapToDouble(clip -> clip.samples().length).sum() / Pcm16.RATE_HZ;
            if (seconds < LEAST_SPEECH_SECONDS) {
                throw new IOException(String.format(Locale.ROOT, "too little speech without the word %s: there are %.0f s, "
                    + "at least %.0f s are needed (--negatives)", use, seconds, LEAST_SPEECH_SECONDS));
            }
        }
    }

    /** Of all samples, on their sides. */
    CacheKey key() {
        CacheKey key = new CacheKey();
        clips.forEach((part, list) -> {
            key.add(part.name());
            list.forEach(clip -> key.add(clip.word()).add(clip.samples()));
        });
        noises.forEach(key::add);
        return key;
    }
}
