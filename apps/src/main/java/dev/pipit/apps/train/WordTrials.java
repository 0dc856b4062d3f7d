package dev.pipit.apps.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.training.sound.Pcm16;
import dev.pipit.framework.training.sound.Split;

/** What models of a word are judged by, on one side: the word in several conditions, speech without it, and what is like it. */
final class WordTrials {
    static final String CLEAN = "clean";
    static final String NOISY = "noise at 10 dB";
    static final String SPLICED = "in running speech";
    static final String OWN = "your recordings";
    private static final double SNR_DB = 10;
    /** Speech without the word is heard in streams of a minute, with pauses. */
    private static final int STREAM = 60 * Pcm16.RATE_HZ;
    private static final double[] PAUSE_SECONDS = {0.1, 0.8};

    private final Map<String, Trial> words = new LinkedHashMap<>();
    private final Trial others = new Trial();
    private final Trial confusable = new Trial();

    /**
     * What a model said.
     *
     * @param words      scores over each recording of the word, by condition
     * @param others     scores over each stream without it
     * @param confusable scores over each phrase that is like it
     */
    record Heard(Map<String, List<float[]>> words, List<float[]> others, List<float[]> confusable) {
        /** In the synthesised conditions, all together. */
        List<float[]> all() {
            return words.values().stream().flatMap(List::stream).toList();
        }
    }

    WordTrials(WordMaterial material, Split.Part part, String phrase, long seed) {
        SplittableRandom random = new SplittableRandom(seed + part.ordinal());
        List<Clip> clips = material.words(part, phrase).stream().filter(clip -> clip.bounds().isPresent()).toList();
        List<float[]> speech = material.running(part).stream().map(Clip::samples).toList();
        List<float[]> noises = material.noises(part);
        for (String condition : List.of(CLEAN, NOISY, SPLICED, OWN)) {
            words.put(condition, new Trial());
        }
        for (Clip clip : clips) {
            words.get(CLEAN).clean(clip, random);
            words.get(NOISY).noisy(clip, noises, SNR_DB, random);
            words.get(SPLICED).spliced(clip, speech.get(random.nextInt(speech.size())), random);
            if (!clip.synthesised()) {
                words.get(OWN).clean(clip, random);
            }
        }
        words.values().removeIf(trial -> trial.heard().isEmpty());
        for (Clip stream : streams(speech, random)) {
            others.clean(stream, random);
            others.noisy(stream, noises, SNR_DB, random);
        }
        material.confusable(part).forEach(clip -> confusable.clean(clip, random));
    }

    /** All speech, one behind the other. */
    private static List<Clip> streams(List<float[]> speech, SplittableRandom random) {
        List<Clip> streams = new ArrayList<>();
        float[] stream = new float[STREAM];
        int at = 0;
        for (int i = 0; i < speech.size(); i++) {
            float[] piece = speech.get(i);
            for (int from = 0; from < piece.length; ) {
                int count = Math.min(piece.length - from, STREAM - at);
                System.arraycopy(piece, from, stream, at, count);
                from += count;
                at += count;
                if (at == STREAM) {
                    streams.add(stream(stream));
                    stream = new float[STREAM];
                    at = 0;
                }
            }
            at = Math.min(STREAM - 1, at + (int) (Pcm16.RATE_HZ * random.nextDouble(PAUSE_SECONDS[0], PAUSE_SECONDS[1])));
        }
        streams.add(stream(Arrays.copyOf(stream, Math.max(1, at))));
        return streams;
    }

    private static Clip stream(float[] samples) {
        return new Clip("stream", "", "", samples, Optional.empty());
    }

    /** Of speech without the word, half of it in noise. */
    double hours() {
        return others.hours();
    }

    /** The phrases that are like the word. */
    List<Trial.Heard> confusable() {
        return confusable.heard();
    }

    Heard hear(Model model) throws ModelFormatException {
        Map<String, List<float[]>> heard = new LinkedHashMap<>();
        for (Map.Entry<String, Trial> each : words.entrySet()) {
            heard.put(each.getKey(), each.getValue().scores(model, 1));
        }
        return new Heard(heard, others.scores(model, 1), confusable.scores(model, 1));
    }
}
