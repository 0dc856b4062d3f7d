package dev.pipit.pipelines.gesture;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.pipit.framework.adaptation.Prototypes;
import dev.pipit.framework.adaptation.State;
import dev.pipit.framework.blocks.Strokes;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Sink;

/**
 * Gestures that were learned on the device, beside those of a model: from a few examples each, tried on a copy, verified
 * against kept examples of all gestures, and kept only if nothing old gets worse.
 *
 * <p>What is kept are the examples, at most {@value #MOST_EXAMPLES} a label; the prototypes follow from them. So one
 * example among n moves a gesture by at most 2 / n, and can be taken away again. Immutable.
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
    private static final int KEPT_OF_EACH = 5;
    private static final double RATE_HZ = 100;
    private static final int CHANNELS = 6;
    private static final int POINTS = 32;      // of the shipped network

    private final GestureModel model;
    private final List<Example> old;
    private final List<Example> examples;
    private final Prototypes prototypes;

    /**
     * What came of learning.
     *
     * @param kept      whether the copy is better
     * @param gestures  the copy if it was kept, otherwise what was there before
     * @param oldBefore part of the kept examples of old gestures that was recognised before, 0 to 1
     * @param oldAfter  and with the new one
     * @param own       part of the new examples that is recognised when it is left out of learning
     */
    public record Outcome(boolean kept, LearnedGestures gestures, double oldBefore, double oldAfter, double own) {
    }

    private LearnedGestures(GestureModel model, List<Example> old, List<Example> examples) {
        this.model = model;
        this.old = List.copyOf(old);
        this.examples = List.copyOf(examples);
        List<Example> all = new ArrayList<>(old);
        all.addAll(examples);
        Set<String> labels = new LinkedHashSet<>();
        all.forEach(each -> labels.add(each.label()));
        Prototypes learned = Gesture.nothing(model);
        for (String label : labels) {
            learned = learned.with(label, all.stream().filter(each -> each.label().equals(label)).map(Example::values)
                .toList());
        }
        prototypes = learned;
    }

    /**
     * Nothing learned yet.
     *
     * @param old kept examples of what the model knows, at least 2 of each label that there is
     */
    public static LearnedGestures none(GestureModel model, List<Example> old) {
        return new LearnedGestures(model, old, List.of());
    }

    /** Examples of the digits that the shipped network knows, 5 of each, drawn by {@link AirPen}: the same each time. */
    public static List<Example> digits() {
        List<Example> all = new ArrayList<>();
        for (String digit : Drawing.digits()) {
            for (int i = 0; i < KEPT_OF_EACH; i++) {
                float[] samples = new AirPen(RATE_HZ, 100 * Integer.parseInt(digit) + i).draw(1.2, Drawing.digit(digit)).samples();
                shapes(samples).forEach(shape -> all.add(new Example(digit, shape)));
            }
        }
        return all;
    }

    /** The strokes in what {@link AirPen} draws at 100 samples a second, each as the shipped network takes it. */
    public static List<float[]> shapes(float[] samples) {
        var format = new FrameFormat(new SignalFormat(RATE_HZ, CHANNELS, Unit.NONE), 1, 1);
        var frame = new Frame(format);
        List<float[]> shapes = new ArrayList<>();
        Sink<Frame> strokes = Strokes.of(0, POINTS).open(format, shape -> shapes.add(shape.values().clone()));
        for (int n = 0; n < samples.length / CHANNELS; n++) {
            System.arraycopy(samples, n * CHANNELS, frame.samples(), 0, CHANNELS);
            frame.at(n, format.signal().nanosOf(n));
            strokes.accept(frame);
        }
        return shapes;
    }

    /** For {@link Recogniser} and {@link Gesture}: old and new labels, if anything new was learned. */
    public Prototypes prototypes() {
        return examples.isEmpty() ? Gesture.nothing(model) : prototypes;
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
        List<Example> before = new ArrayList<>(old);
        before.addAll(examples);
        double oldBefore = right(before);
        double oldAfter = copy.right(before);
        int own = 0;
        for (int i = 0; i < strokes.size(); i++) {
            List<float[]> others = new ArrayList<>(strokes);
            float[] left = others.remove(i);
            own += with(label, others).right(List.of(new Example(label, left))) > 0 ? 1 : 0;
        }
        double share = own / (double) strokes.size();
        boolean kept = oldAfter >= oldBefore - MOST_LOSS && share >= LEAST_OWN;
        return new Outcome(kept, kept ? copy : this, oldBefore, oldAfter, share);
    }

    private LearnedGestures with(String label, List<float[]> strokes) {
        List<Example> more = new ArrayList<>(examples);
        strokes.forEach(each -> more.add(new Example(label, each)));
        return new LearnedGestures(model, old, more);
    }

    /** Part of some examples that is recognised, 0 to 1; 1 of none. */
    public double right(List<Example> some) {
        var recogniser = new Recogniser(model, prototypes(), Gesture.THRESHOLD);
        int right = 0;
        for (Example each : some) {
            int label = recogniser.recognise(each.values());
            right += label >= 0 && recogniser.labels().get(label).equals(each.label()) ? 1 : 0;
        }
        return some.isEmpty() ? 1 : right / (double) some.size();
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
