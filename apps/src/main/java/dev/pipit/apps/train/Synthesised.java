package dev.pipit.apps.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.pipit.apps.speech.Engines;
import dev.pipit.apps.speech.Phrases;
import dev.pipit.apps.speech.SpeechCache;
import dev.pipit.apps.speech.SpeechException;
import dev.pipit.apps.speech.Synthesis;
import dev.pipit.apps.speech.Utterance;
import dev.pipit.apps.speech.Voice;
import dev.pipit.apps.speech.Voices;
import dev.pipit.framework.training.sound.Pcm16;

/** Speech from the engines of this machine: a word in many voices, and what is like it and is not. */
final class Synthesised {
    /** Before what sounds like the word and is not it. */
    static final String LIKE = "like ";

    private static final int DRAWN = 8;

    private final Engines engines;
    private final Path cache;
    private final long seed;
    private final Progress progress;
    private int failed;

    /** @param cache folder in which clips are kept */
    Synthesised(Engines engines, Path cache, long seed, Progress progress) {
        this.engines = engines;
        this.cache = cache;
        this.seed = seed;
        this.progress = progress;
    }

    /** The word itself, in so many voices. */
    List<Clip> word(String word, int count) throws IOException {
        List<Utterance> utterances = new ArrayList<>();
        for (Voice voice : Voices.draw(engines, seed, count)) {
            utterances.add(new Utterance(voice, word));
        }
        return speak(word, utterances, word);
    }

    /** Phrases that sound like the word, everyday sentences, and words of the dictionary. */
    List<Clip> others(String word, int confusable, int everyday, int dictionary) throws IOException {
        Phrases phrases = Phrases.of(word, engines, seed);
        List<Clip> clips = new ArrayList<>(spoken(phrases.confusable(Math.max(1, confusable / 6)), confusable, LIKE + word, 1));
        clips.addAll(spoken(phrases.everyday(everyday), everyday, "", 2));
        clips.addAll(spoken(phrases.randomWords(dictionary), dictionary, "", 3));
        return clips;
    }

    /** Words of the dictionary and everyday sentences, from some of the voices only. */
    List<Clip> sentences(String word, int count, Predicate<String> speakers, int salt) throws IOException {
        Phrases phrases = Phrases.of(word, engines, seed + salt);
        List<String> texts = new ArrayList<>(phrases.everyday(count / 4));
        texts.addAll(phrases.randomWords(count - texts.size()));
        List<Voice> voices = Voices.draw(engines, seed + salt, DRAWN * count).stream()
            .filter(voice -> speakers.test(speaker(voice))).toList();
        List<Utterance> utterances = new ArrayList<>();
        for (int i = 0; i < Math.min(count, voices.size()); i++) {
            utterances.add(new Utterance(voices.get(i), texts.get(i)));
        }
        return speak("sentences to judge by", utterances, "");
    }

    /** Who is heard in clips of a voice. */
    static String speaker(Voice voice) {
        return speaker(voice.speaker());
    }

    private static String speaker(String name) {
        return "voice:" + name;
    }

    /** All who can be heard. */
    static List<String> speakers(Engines engines) {
        return engines.all().stream().flatMap(engine -> engine.bases().stream().map(engine::speaker))
            .map(Synthesised::speaker).distinct().sorted().toList();
    }

    private List<Clip> spoken(List<String> texts, int count, String word, int salt) throws IOException {
        List<Utterance> utterances = new ArrayList<>();
        List<Voice> voices = Voices.draw(engines, seed + salt, count);
        for (int i = 0; i < count && !texts.isEmpty(); i++) {
            utterances.add(new Utterance(voices.get(i), texts.get(i % texts.size())));
        }
        return speak(word.isEmpty() ? "sentences" : word, utterances, word);
    }

    private List<Clip> speak(String what, List<Utterance> utterances, String word) throws IOException {
        List<Clip> clips = new ArrayList<>();
        progress.begin("speaking \"" + what + "\"", utterances.size());
        try (var synthesis = new Synthesis(engines, Runtime.getRuntime().availableProcessors(),
                Optional.of(SpeechCache.in(cache)))) {
            synthesis.all(utterances, new Synthesis.Listener() {
                @Override
                public void spoken(Utterance utterance, short[] clip) {
                    String said = word.startsWith(LIKE) ? LIKE + utterance.text() : word;
                    clips.add(Clip.of(Clip.SYNTHESISED, speaker(utterance.voice()), said, Pcm16.toFloats(clip)));
                    progress.step();
                }

                @Override
                public void failed(Utterance utterance, SpeechException why) throws IOException {
                    failed++;
                    progress.step();
                    if (failed > Math.max(3, utterances.size() / 4)) {
                        throw why;
                    }
                }
            });
        }
        progress.end(clips.size() + " clips");
        return clips;
    }
}
