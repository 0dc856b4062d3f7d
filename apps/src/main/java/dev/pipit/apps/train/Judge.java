package dev.pipit.apps.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.training.sound.Pcm16;
import dev.pipit.framework.training.sound.Speed;
import dev.pipit.framework.training.sound.Split;

/**
 * Judges a model of a word by recordings of people on one side of the split: how often it misses the word, clean, in noise
 * and amid speech, and how often it hears the word in what is not it.
 */
final class Judge {
    /** How far noise is below the word. */
    static final double SNR_DB = 10;
    /** At these speeds running speech is heard again: other voices at other paces, as far as that goes. */
    static final double[] SPEEDS = {0.88, 1.12};
    /** As it was recorded only. */
    static final double[] RECORDED = {};
    /** The step from which on a recording counts: what is before it is the lead. */
    private static final int FIRST = 1500 / 40;

    private final Material material;
    private final List<Split.Part> sides;
    private final Trial without = new Trial();
    /** Which recording each of {@code without} is, at some speed. */
    private final List<Integer> recordings = new ArrayList<>();

    /**
     * With all that was recorded of the speakers on these sides.
     *
     * @param speeds at which running speech is heard besides
     */
    Judge(Material material, double[] speeds, Split.Part... sides) {
        this.material = material;
        this.sides = List.of(sides);
        SplittableRandom random = new SplittableRandom(5);
        for (Clip clip : clips(clip -> !clip.synthesised())) {
            int recording = recordings.isEmpty() ? 0 : recordings.get(recordings.size() - 1) + 1;
            without.clean(clip, random);
            recordings.add(recording);
            for (double speed : clip.word().isEmpty() ? speeds : new double[0]) {
                without.clean(new Clip(clip.collection(), clip.speaker(), "", Speed.apply(clip.samples(), speed),
                    Optional.empty()), random);
                recordings.add(recording);
            }
        }
    }

    private List<Clip> clips(Predicate<Clip> fits) {
        return sides.stream().flatMap(side -> material.of(side, fits).stream()).toList();
    }

    /** What gives the mean scores of each recording of a trial. */
    @FunctionalInterface
    interface Scorer {
        List<float[]> of(Trial trial) throws ModelFormatException;
    }

    /**
     * What came out.
     *
     * @param clean        recordings as they are
     * @param noisy        in noise
     * @param spliced      put into running speech
     * @param falseAccepts in recordings of people
     * @param synthesised  in synthesised speech, if it heard that
     */
    record Verdict(String word, float threshold, Asked clean, Asked noisy, Asked spliced, FalseAccepts falseAccepts,
            Optional<FalseAccepts> synthesised) {
        /** And in synthesised speech. */
        Verdict with(FalseAccepts more) {
            return new Verdict(word, threshold, clean, noisy, spliced, falseAccepts, Optional.of(more));
        }
    }

    /** Judges at a threshold. */
    Verdict of(String word, Scorer scorer, float threshold) throws ModelFormatException {
        List<Clip> clips = clips(clip -> clip.word().equals(word) && !clip.synthesised() && clip.bounds().isPresent());
        List<float[]> speech = clips(clip -> clip.word().isEmpty() && !clip.synthesised()).stream().map(Clip::samples).toList();
        List<float[]> noises = material.noises(sides.get(0));
        SplittableRandom random = new SplittableRandom(6);
        Trial clean = new Trial();
        Trial noisy = new Trial();
        Trial spliced = new Trial();
        for (Clip clip : clips) {
            clean.clean(clip, random);
            noisy.noisy(clip, noises, SNR_DB, random);
            spliced.spliced(clip, speech.get(random.nextInt(speech.size())), random);
        }
        return new Verdict(word, threshold, asked(clean, scorer, threshold), asked(noisy, scorer, threshold),
            asked(spliced, scorer, threshold), falseAccepts(word, scorer.of(without), threshold), Optional.empty());
    }

    private static Asked asked(Trial trial, Scorer scorer, float threshold) throws ModelFormatException {
        List<Boolean> heard = new ArrayList<>();
        for (float[] scores : scorer.of(trial)) {
            heard.add(greatest(scores, FIRST, scores.length) >= threshold);
        }
        return new Asked(trial.heard().stream().map(Trial.Heard::speaker).toList(), heard);
    }

    private static float greatest(float[] scores, int from, int to) {
        float most = 0;
        for (int t = from; t < to; t++) {
            most = Math.max(most, scores[t]);
        }
        return most;
    }

    private FalseAccepts falseAccepts(String word, List<float[]> all, float threshold) {
        int count = 0;
        double hours = 0;
        for (int i = 0; i < all.size(); i++) {
            Trial.Heard heard = without.heard().get(i);
            if (!heard.word().equals(word)) {
                count += ThresholdRule.detections(all.get(i), threshold);
                hours += heard.hours();
            }
        }
        return new FalseAccepts(count, hours);
    }

    /** The threshold by {@link ThresholdRule}, chosen by these sides. */
    float threshold(String word, Scorer scorer, double perHour) throws ModelFormatException {
        List<float[]> all = scorer.of(without);
        Map<Integer, List<float[]>> speeds = new LinkedHashMap<>();
        long recorded = 0;
        for (int i = 0; i < all.size(); i++) {
            Trial.Heard heard = without.heard().get(i);
            if (!heard.word().equals(word)) {
                recorded += speeds.containsKey(recordings.get(i)) ? 0 : heard.samples();
                speeds.computeIfAbsent(recordings.get(i), number -> new ArrayList<>()).add(all.get(i));
            }
        }
        return ThresholdRule.of(List.copyOf(speeds.values()), recorded / 3600.0 / Pcm16.RATE_HZ, perHour);
    }
}
