package dev.pipit.pipelines.gesture;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.pipit.framework.adaptation.Prototypes;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.tflite.ModelFormatException;

/**
 * Says what a stroke or a frame is: by what was learned on the device, where it comes within the distance of an example,
 * else by the network, where its score reaches the threshold, else nothing.
 *
 * <p>What was learned may hold labels of the network too: then these stand against the new ones by distance, and a
 * stroke that is nearer to an old label is left to the network.
 *
 * <p>Shape: {@code [rows, columns]} of the model. Threads: one at a time. Cost: one run of the network and one distance
 * a label; no allocation.
 */
public final class Recogniser {
    private final GestureModel model;
    private final Prototypes learned;
    private final float threshold;
    private final List<String> labels;
    private final Interpreter interpreter;
    private final TensorView in;
    private final TensorView out;
    private final float[] scores;
    private final int[] places;                // of the labels of the prototypes among all labels
    private float score;

    /**
     * @param learned   prototypes over rows × columns numbers; of no label, if nothing was learned
     * @param threshold score that counts as yes, 0 to 1
     * @throws IllegalArgumentException if they do not fit together
     */
    public Recogniser(GestureModel model, Prototypes learned, float threshold) {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be 0 to 1: threshold=" + threshold);
        }
        if (learned.features() != model.rows() * model.columns()) {
            throw new IllegalArgumentException("what was learned must be of rows × columns numbers: features="
                + learned.features() + ", rows=" + model.rows() + ", columns=" + model.columns());
        }
        this.model = model;
        this.learned = learned;
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
        places = new int[learned.labels().size()];
        for (int i = 0; i < places.length; i++) {
            String label = learned.labels().get(i);
            if (!labels.contains(label)) {
                labels.add(label);
            }
            places[i] = labels.indexOf(label);
        }
    }

    /** Of the network, then those that were learned on the device only. */
    public List<String> labels() {
        return List.copyOf(labels);
    }

    /** The label of {@code values}, or −1: none. */
    public int recognise(float[] values) {
        Objects.checkIndex(model.rows() * model.columns() - 1, values.length);
        int nearest = learned.nearest(values);
        if (nearest >= 0 && places[nearest] >= scores.length) {
            score = (float) (1 - learned.distance(nearest) / 2);
            return places[nearest];
        }
        return byNetwork(values);
    }

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
        score = scores[best];
        return score >= threshold ? best : -1;
    }

    /** How sure the last answer is: the network's score, or 1 less half of the distance; 0 to 1. */
    public float score() {
        return score;
    }
}
