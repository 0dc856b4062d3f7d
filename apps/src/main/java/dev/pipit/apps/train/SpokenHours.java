package dev.pipit.apps.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

import dev.pipit.apps.speech.Engines;
import dev.pipit.apps.speech.Phrases;
import dev.pipit.apps.speech.RunningText;
import dev.pipit.apps.speech.SpeechCache;
import dev.pipit.apps.speech.SpeechException;
import dev.pipit.apps.speech.Synthesis;
import dev.pipit.apps.speech.Utterance;
import dev.pipit.apps.speech.Voice;
import dev.pipit.apps.speech.Voices;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.training.sound.Pcm16;
import dev.pipit.framework.training.sound.Split;

/**
 * Hours of text without the words, by synthesised voices that nothing was trained on: to hear more than there are
 * recordings. Synthesisers differ less than people, so it is counted apart from those.
 */
final class SpokenHours {
    /** Another than trainings have: the texts and speeds are others. */
    private static final long SEED = 20_261;
    private static final int TOGETHER = 32;
    /** A text takes longer than so many seconds at any speed: so many voices are enough. */
    private static final int SHORTEST_SECONDS = 5;
    /** For each that is kept to judge by. */
    private static final int VOICES_DRAWN = 10;

    /** A text that a voice cannot say is left out, unless most are. */
    private static final int FAILING = 4;

    private final Trial trial = new Trial();
    private int failed;

    private SpokenHours() {
    }

    /**
     * Speaks, or takes from the cache what was spoken before.
     *
     * @param hours at least so much, if no voice fails
     * @param words that are not said, nor what sounds like them
     * @throws IOException if no engine is installed, or has no voice that nothing was trained on
     */
    static SpokenHours speak(double hours, List<String> words, Split split, Engines engines, Path cache, Progress progress)
            throws IOException {
        SpokenHours spoken = new SpokenHours();
        int texts = TOGETHER + (int) (3600 * hours / SHORTEST_SECONDS);
        List<Voice> voices = Voices.draw(engines, SEED, VOICES_DRAWN * texts).stream()
            .filter(voice -> split.of(Synthesised.speaker(voice)) == Split.Part.TEST).toList();
        if (voices.isEmpty()) {
            throw new IOException("no synthesised voice is kept to judge by: " + Engines.INSTALL);
        }
        List<Phrases> left = new ArrayList<>();
        for (String word : words) {
            left.add(Phrases.of(word, engines, SEED));
        }
        RunningText text = RunningText.of(SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        int minutes = (int) Math.ceil(60 * hours);
        progress.begin("minutes of text without the words", minutes);
        try (var synthesis = new Synthesis(engines, Runtime.getRuntime().availableProcessors(),
                Optional.of(SpeechCache.in(cache)))) {
            for (Iterator<Voice> next = voices.iterator(); spoken.trial.hours() < hours && next.hasNext(); ) {
                int before = (int) (60 * spoken.trial.hours());
                synthesis.all(utterances(text, left, next), spoken.new Hearing(random));
                for (int minute = before; minute < Math.min(minutes, (int) (60 * spoken.trial.hours())); minute++) {
                    progress.step();
                }
            }
        }
        progress.end(String.format(Locale.ROOT, "%.2f hours by %d speakers", spoken.trial.hours(), spoken.speakers().size()));
        return spoken;
    }

    private static List<Utterance> utterances(RunningText text, List<Phrases> left, Iterator<Voice> voices)
            throws IOException {
        List<String> texts = text.next(TOGETHER);
        for (Phrases phrase : left) {
            texts = phrase.unlike(texts);
        }
        List<Utterance> utterances = new ArrayList<>();
        for (Iterator<String> each = texts.iterator(); each.hasNext() && voices.hasNext(); ) {
            utterances.add(new Utterance(voices.next(), each.next()));
        }
        return utterances;
    }

    /** Who is heard. */
    List<String> speakers() {
        return trial.heard().stream().map(Trial.Heard::speaker).distinct().toList();
    }

    /** How often a word is heard in it. */
    FalseAccepts falseAccepts(Judge.Scorer scorer, float threshold) throws ModelFormatException {
        int count = 0;
        for (float[] scores : scorer.of(trial)) {
            count += ThresholdRule.detections(scores, threshold);
        }
        return new FalseAccepts(count, trial.hours());
    }

    private final class Hearing implements Synthesis.Listener {
        private final SplittableRandom random;

        Hearing(SplittableRandom random) {
            this.random = random;
        }

        @Override
        public void spoken(Utterance utterance, short[] clip) {
            trial.clean(Clip.of(Clip.SYNTHESISED, Synthesised.speaker(utterance.voice()), "", Pcm16.toFloats(clip)), random);
        }

        @Override
        public void failed(Utterance utterance, SpeechException why) throws SpeechException {
            failed++;
            if (failed > FAILING + trial.heard().size() / FAILING) {
                throw why;
            }
        }
    }
}
