package dev.pipit.pipelines.gesture;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

import dev.pipit.framework.adaptation.NearestExamples;
import dev.pipit.framework.adaptation.State;

/**
 * Gestures that were learned on the device, beside those of a model: from a few examples each, tried on a copy, verified
 * against kept examples of all gestures, and kept only if nothing old gets worse.
 *
 * <p>What is kept are the examples, at most {@value #MOST_EXAMPLES} a label; what is recognised follows from them:
 * {@link NearestExamples}. So one example speaks for what is like it only, and can be taken away again. Immutable.
 */
public final class LearnedGestures {
    /** What a folder of such states is called. */
    public static final String KIND = "gesture";
    /** Fewest examples of a new gesture; five are usual. */
    public static final int LEAST_EXAMPLES = 3;

    private static final int MOST_EXAMPLES = 20;
    private static final int VERSION = 1;
    private static final double MOST_LOSS = 0.01;
    private static final double LEAST_OWN = 0.6;
    private static final int KEPT_OF_EACH = 20;
    private static final int POINTS = 32;      // of the shipped network

    private final GestureModel model;
    private final List<Example> old;
    private final List<Example> examples;
    private final NearestExamples nearest;

    /**
     * What came of learning.
     *
     * @param kept      whether the copy is better
     * @param gestures  the copy if it was kept, otherwise what was there before
     * @param oldBefore part of the kept examples of old gestures that was recognised before, each left out in turn, 0 to 1
     * @param oldAfter  and with the new one
     * @param own       part of the new examples that is recognised when it is left out of learning
     */
    public record Outcome(boolean kept, LearnedGestures gestures, double oldBefore, double oldAfter, double own) {
    }

    private LearnedGestures(GestureModel model, List<Example> old, List<Example> examples) {
        this.model = model;
        this.old = List.copyOf(old);
        this.examples = List.copyOf(examples);
        nearest = nearest(this.old, this.examples);
    }

    private NearestExamples nearest(List<Example> known, List<Example> learned) {
        NearestExamples all = Gesture.nothing(model).against(known.stream().map(Example::values).toList());
        for (String label : new LinkedHashSet<>(learned.stream().map(Example::label).toList())) {
            all = all.with(label, learned.stream().filter(each -> each.label().equals(label)).map(Example::values).toList());
        }
        return all;
    }

    /**
     * Nothing learned yet.
     *
     * @param old kept examples of what the model knows, which are not to be taken for what is learned
     */
    public static LearnedGestures none(GestureModel model, List<Example> old) {
        return new LearnedGestures(model, old, List.of());
    }

    /** Examples of the digits that the shipped network knows, 20 of each, drawn by different hands: the same each time. */
    public static List<Example> digits() {
        List<Example> all = new ArrayList<>();
        for (String digit : Drawing.digits()) {
            List<double[]> ways = Drawing.ways(digit);
            for (int i = 0; i < KEPT_OF_EACH; i++) {
                var hand = new OtherHand(100 * Integer.parseInt(digit) + i);
                all.add(new Example(digit, hand.shape(POINTS, ways.get(i % ways.size()))));
            }
        }
        return all;
    }

    /** For {@link Recogniser} and {@link Gesture}: new labels, and what is not to be taken for them. */
    public NearestExamples nearest() {
        return nearest;
    }

    /** Labels that were learned on the device. */
    public List<String> labels() {
        return examples.stream().map(Example::label).distinct().toList();
    }

    /**
     * Learns a gesture, or more of one, on a copy, and verifies it.
     *
     * @throws IllegalArgumentException if the label is one of the model's, or there are too few or too many examples
     */
    public Outcome learn(String label, List<float[]> strokes) {
        if (model.labels().contains(label)) {
            throw new IllegalArgumentException("the model knows this gesture, learn one of another name: label=" + label);
        }
        long there = examples.stream().filter(each -> each.label().equals(label)).count();
        if (there + strokes.size() < LEAST_EXAMPLES || there + strokes.size() > MOST_EXAMPLES) {
            throw new IllegalArgumentException("a gesture is learned from " + LEAST_EXAMPLES + " to " + MOST_EXAMPLES
                + " examples: label=" + label + ", examples=" + (there + strokes.size()));
        }
        LearnedGestures copy = with(label, strokes);
        double oldBefore = leftOut(old.size() + examples.size());
        double oldAfter = copy.leftOut(old.size() + examples.size());
        double own = copy.leftOutOf(copy.examples.subList(examples.size(), copy.examples.size()));
        boolean kept = oldAfter >= oldBefore - MOST_LOSS && own >= LEAST_OWN;
        return new Outcome(kept, kept ? copy : this, oldBefore, oldAfter, own);
    }

    /** Part of the first kept examples that is recognised when each is left out in turn, 0 to 1; 1 of none. */
    private double leftOut(int count) {
        List<Example> all = new ArrayList<>(old);
        all.addAll(examples);
        return leftOutOf(all.subList(0, count));
    }

    private double leftOutOf(List<Example> some) {
        int right = 0;
        for (Example each : some) {
            right += says(nearest(without(old, each), without(examples, each)), each) ? 1 : 0;
        }
        return some.isEmpty() ? 1 : right / (double) some.size();
    }

    private boolean says(NearestExamples learned, Example each) {
        var recogniser = new Recogniser(model, learned, Gesture.THRESHOLD);
        int label = recogniser.recognise(each.values());
        return label >= 0 && recogniser.labels().get(label).equals(each.label());
    }

    private static List<Example> without(List<Example> all, Example one) {
        return all.stream().filter(each -> !each.equals(one)).toList();
    }

    private LearnedGestures with(String label, List<float[]> strokes) {
        List<Example> more = new ArrayList<>(examples);
        strokes.forEach(each -> more.add(new Example(label, each)));
        return new LearnedGestures(model, old, more);
    }

    /** Part of some examples that is recognised, 0 to 1; 1 of none. */
    public double right(List<Example> some) {
        return some.isEmpty() ? 1 : some.stream().filter(each -> says(nearest, each)).count() / (double) some.size();
    }

    /** As a state, to keep. */
    public State state() {
        int size = model.rows() * model.columns();
        float[] values = new float[examples.size() * size];
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < examples.size(); i++) {
            System.arraycopy(examples.get(i).values(), 0, values, i * size, size);
            labels.append(i == 0 ? "" : "\n").append(examples.get(i).label());
        }
        return State.of(KIND, VERSION).text("model", String.join("\n", model.labels())).text("labels", labels.toString())
            .numbers("values", values).build();
    }

    /**
     * From a state that was kept.
     *
     * @throws IllegalArgumentException if it is none of gestures, of a newer version, of another model, or does not fit
     */
    public static LearnedGestures of(State state, GestureModel model, List<Example> old) {
        if (!state.kind().equals(KIND) || state.version() > VERSION) {
            throw new IllegalArgumentException("must be learned gestures of version " + VERSION + " or older: kind="
                + state.kind() + ", version=" + state.version());
        }
        if (!state.text("model").equals(String.join("\n", model.labels()))) {
            throw new IllegalArgumentException("was learned beside a model of other gestures: learned beside "
                + state.text("model").replace('\n', ' ') + ", model=" + String.join(" ", model.labels()));
        }
        int size = model.rows() * model.columns();
        float[] values = state.floats("values");
        List<String> labels = state.text("labels").isEmpty() ? List.of() : List.of(state.text("labels").split("\n", -1));
        if (values.length != labels.size() * size) {
            throw new IllegalArgumentException("learned gestures must hold " + size + " numbers for each label: labels="
                + labels.size() + ", numbers=" + values.length);
        }
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            float[] each = new float[size];
            System.arraycopy(values, i * size, each, 0, size);
            examples.add(new Example(labels.get(i), each));
        }
        return new LearnedGestures(model, old, examples);
    }
}
