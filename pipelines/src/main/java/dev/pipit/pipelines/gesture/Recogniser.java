package dev.pipit.pipelines.gesture;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.pipit.framework.adaptation.NearestExamples;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.tflite.ModelFormatException;

/**
 * Says what a stroke or a frame is: by what was learned on the device, where it is like an example and not as much like
 * something that the network knows, else by the network, where its score reaches the threshold, else nothing. Where the
 * network is sure, the example must be clearly nearer.
 *
 * <p>Shape: {@code [rows, columns]} of the model. Threads: one at a time. Cost: one run of the network and one distance
 * an example; no allocation.
 */
public final class Recogniser implements Says {
    /** Score from which on the network is sure; it is so of 19 in 20 strokes that it knows. */
    private static final float SURE = 0.9f;
    private static final double AGAINST_THE_SURE = 0.5;
    private static final double AGAINST_THE_UNSURE = 1.2;

    private final GestureModel model;
    private final NearestExamples learned;
    private final float threshold;
    private final List<String> labels;
    private final Interpreter interpreter;
    private final TensorView in;
    private final TensorView out;
    private final float[] scores;
    private float score;

    /**
     * @param learned   examples of rows × columns numbers, of labels that the network does not know; none, if nothing
     *                  was learned
     * @param threshold score that counts as yes, 0 to 1
     * @throws IllegalArgumentException if they do not fit together
     */
    public Recogniser(GestureModel model, NearestExamples learned, float threshold) {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be 0 to 1: threshold=" + threshold);
        }
        if (learned.features() != model.rows() * model.columns()) {
            throw new IllegalArgumentException("what was learned must be of rows × columns numbers: features="
                + learned.features() + ", rows=" + model.rows() + ", columns=" + model.columns());
        }
        if (learned.labels().stream().anyMatch(model.labels()::contains)) {
            throw new IllegalArgumentException("what was learned must not be what the model knows: learned="
                + learned.labels() + ", model=" + model.labels());
        }
        this.model = model;
        this.learned = learned.copy();                      // with room of its own to compute in
        this.threshold = threshold;
        try {
            interpreter = Interpreter.prepare(model.model());
        } catch (ModelFormatException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        in = interpreter.input(0);
        out = interpreter.output(0);
        scores = new float[model.labels().size()];
        labels = new ArrayList<>(model.labels());
        labels.addAll(learned.labels());
    }

    /** Of the network, then those that were learned on the device only. */
    @Override
    public List<String> labels() {
        return List.copyOf(labels);
    }

    /** The label of {@code values}, or −1: none. */
    @Override
    public int recognise(float[] values) {
        Objects.checkIndex(model.rows() * model.columns() - 1, values.length);
        int known = byNetwork(values);
        int nearest = learned.nearest(values, scores[known] >= SURE ? AGAINST_THE_SURE : AGAINST_THE_UNSURE);
        if (nearest >= 0) {
            score = (float) (1 - learned.distance() / 2);
            return scores.length + nearest;
        }
        score = scores[known];
        return score >= threshold ? known : -1;
    }

    /** The label with the largest score. */
    private int byNetwork(float[] values) {
        int columns = model.columns();
        for (int i = 0; i < model.rows() * columns; i++) {
            float q = (values[i] - model.centres().get(i % columns)) / model.steps().get(i % columns);
            in.set(i, Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, Math.round(q))));
        }
        interpreter.invoke();
        out.readReals(scores, 0);
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    /** How sure the last answer is: the network's score, or 1 less half of the distance; 0 to 1. */
    @Override
    public float score() {
        return score;
    }
}
