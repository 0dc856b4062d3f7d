package dev.pipit.apps.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.pipit.apps.meter.Curve;
import dev.pipit.apps.meter.Point;
import dev.pipit.apps.meter.Trace;

/**
 * How good a model is with a threshold and a mean: by recordings that it was not trained on.
 *
 * @param curves     misses and false accepts over all thresholds, by condition
 * @param confusions phrases that are like the word, the one that scores highest first
 */
record Judgement(Map<String, Curve> curves, List<Confusion> confusions) {
    private static final long STEP_NANOS = Lessons.STRIDE * 10_000_000L;
    private static final long REFRACTORY_NANOS = 2_000_000_000L;
    /** The front end needs the first second of a recording to learn the noise. */
    private static final int COLD = 25;

    /**
     * @param score     the highest mean score in any voice
     * @param heard     voices in which it was taken for the word
     * @param voices    in which it was spoken
     */
    record Confusion(String phrase, double score, int heard, int voices) { }

    static Judgement of(WordTrials trials, WordTrials.Heard heard, int averaged, float threshold) {
        List<Trace> others = traces(heard.others(), averaged);
        Map<String, Curve> curves = new LinkedHashMap<>();
        heard.words().forEach((condition, scores) -> curves.put(condition, Curve.of("", condition, threshold,
            REFRACTORY_NANOS, traces(scores, averaged), others, trials.hours())));
        return new Judgement(curves, confusions(trials.confusable(), traces(heard.confusable(), averaged), threshold));
    }

    /** Over all conditions together. */
    static Curve together(WordTrials trials, WordTrials.Heard heard, int averaged) {
        return Curve.of("", "all", 0.5f, REFRACTORY_NANOS, traces(heard.all(), averaged), traces(heard.others(), averaged),
            trials.hours());
    }

    private static List<Trace> traces(List<float[]> scores, int averaged) {
        return scores.stream().map(raw -> trace(raw, averaged)).toList();
    }

    private static Trace trace(float[] raw, int averaged) {
        Trace trace = new Trace();
        for (int t = COLD; t < raw.length; t++) {
            float sum = 0;
            for (int i = t - averaged + 1; i <= t; i++) {
                sum += raw[i];
            }
            trace.scored(raw[t], sum / averaged, t * STEP_NANOS);
        }
        return trace;
    }

    private static List<Confusion> confusions(List<Trial.Heard> clips, List<Trace> traces, float threshold) {
        Map<String, List<Float>> scores = new TreeMap<>();
        for (int i = 0; i < clips.size(); i++) {
            String phrase = clips.get(i).word().substring(Synthesised.LIKE.length());
            scores.computeIfAbsent(phrase, name -> new ArrayList<>()).add(traces.get(i).max());
        }
        List<Confusion> confusions = new ArrayList<>();
        scores.forEach((phrase, all) -> confusions.add(new Confusion(phrase,
            all.stream().mapToDouble(x -> x).max().orElse(0), (int) all.stream().filter(x -> x >= threshold).count(),
            all.size())));
        confusions.sort(Comparator.comparingDouble(Confusion::score).reversed());
        return confusions;
    }

    /** With the threshold that is set, in one condition. */
    Point point(String condition) {
        return curves.get(condition).chosen();
    }

    /** How many voices of phrases that are like the word were taken for it, and of how many. */
    int[] confused() {
        return new int[] {confusions.stream().mapToInt(Confusion::heard).sum(),
            confusions.stream().mapToInt(Confusion::voices).sum()};
    }
}
