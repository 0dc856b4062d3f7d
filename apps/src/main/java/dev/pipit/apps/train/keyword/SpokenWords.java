package dev.pipit.apps.train.keyword;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.pipit.apps.speech.Engines;
import dev.pipit.apps.speech.Phrases;
import dev.pipit.apps.speech.SpeechCache;
import dev.pipit.apps.speech.SpeechException;
import dev.pipit.apps.speech.Synthesis;
import dev.pipit.apps.speech.Utterance;
import dev.pipit.apps.speech.Voice;
import dev.pipit.apps.speech.Voices;
import dev.pipit.apps.train.Progress;
import dev.pipit.framework.training.sound.Pcm16;

/** Words in the voices of this machine's synthesisers: more to learn from, never to judge by. */
final class SpokenWords {
    /** What their groups begin with. */
    static final String VOICE = "voice:";

    /** Random words do not depend on it. */
    private static final String ANY = "something";

    private final Engines engines;
    private final Path cache;
    private final long seed;
    private final Progress progress;
    private final Consumer<String> warnings;

    /** @throws IOException if there is no synthesiser, in one line that says what to install */
    SpokenWords(Path cache, long seed, Progress progress, Consumer<String> warnings) throws IOException {
        this.engines = Engines.found().orRefuse();
        this.cache = cache;
        this.seed = seed;
        this.progress = progress;
        this.warnings = warnings;
    }

    /** Each word in so many voices, and three times as many other words. */
    List<Sound> of(List<String> words, int voices) throws IOException {
        List<Sound> sounds = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            List<Voice> drawn = Voices.draw(engines, seed + i, voices);
            speak(drawn, List.of(words.get(i)), words.get(i), false, sounds);
        }
        List<String> others = Phrases.of(ANY, engines, seed).randomWords(3 * voices);
        speak(Voices.draw(engines, seed - 1, 3 * voices), others, Sound.UNKNOWN, true, sounds);
        return sounds;
    }

    private void speak(List<Voice> voices, List<String> texts, String label, boolean running, List<Sound> into)
            throws IOException {
        List<Utterance> utterances = new ArrayList<>();
        for (int i = 0; i < voices.size(); i++) {
            utterances.add(new Utterance(voices.get(i), texts.get(i % texts.size())));
        }
        List<String> failed = new ArrayList<>();
        progress.begin("speaking " + label, utterances.size());
        try (var synthesis = new Synthesis(engines, Runtime.getRuntime().availableProcessors(),
                Optional.of(SpeechCache.in(cache)))) {
            synthesis.all(utterances, new Synthesis.Listener() {
                @Override
                public void spoken(Utterance utterance, short[] clip) {
                    float[] samples = Pcm16.toFloats(clip);
                    if (LoudSecond.of(samples).isPresent()) {
                        into.add(new Sound(label, VOICE + utterance.voice().speaker(), samples, running));
                    }
                    progress.step();
                }

                @Override
                public void failed(Utterance utterance, SpeechException why) {
                    failed.add(why.getMessage());
                    progress.step();
                }
            });
        }
        progress.end(utterances.size() - failed.size() + " spoken");
        if (!failed.isEmpty()) {
            warnings.accept(failed.size() + " could not be spoken, such as: " + failed.get(0));
        }
    }
}
