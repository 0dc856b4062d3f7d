package dev.pipit.framework.compression.factorise;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.DoubleConsumer;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.compression.retrain.Constraint;
import dev.pipit.framework.compression.retrain.Examples;
import dev.pipit.framework.compression.retrain.Retraining;
import dev.pipit.framework.compression.retrain.RetrainingSettings;
import dev.pipit.framework.compression.retrain.Trainable;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.framework.training.Loss;

/**
 * Dense layers and convolutions as two each, where that takes fewer products: fewer filters of the same window and a mixture of
 * them, or a column of the window and a row of it. How many filters is said by the energy of the weights that is kept.
 */
public final class Factorisation {
    private static final int HALVINGS = 8;

    private final Model model;
    private final List<Layer> layers = new ArrayList<>();

    /**
     * Of a model of real numbers.
     *
     * @throws IllegalArgumentException if it computes in whole numbers, or has weights that are not finite
     */
    public Factorisation(Model model) {
        this.model = model;
        Draft draft = Draft.of(model);
        for (Operator operator : draft.operators()) {
            boolean weighted = operator.code() == OperatorCode.CONV_2D || operator.code() == OperatorCode.FULLY_CONNECTED;
            if (weighted && draft.tensor(operator.outputs().get(0)).type() != TensorType.FLOAT32) {
                throw new IllegalArgumentException("must compute in real numbers, and be made 8 bits afterwards: operator "
                    + operator.index() + " (" + operator.name() + ") gives " + draft.tensor(operator.outputs().get(0)));
            }
            Layer.of(draft, operator).ifPresent(layers::add);
        }
    }

    /**
     * With so much of the energy (sum of squared singular values) of each layer's weights.
     *
     * @param energy above 0, at most 1
     */
    public Model keeping(double energy) {
        if (!(energy > 0 && energy <= 1)) {
            throw new IllegalArgumentException("energy must be above 0 and at most 1: energy=" + energy);
        }
        Draft draft = Draft.of(model);
        layers.forEach(layer -> layer.pair(energy).ifPresent(pair -> pair.replace(draft, layer.operator())));
        return draft.model();
    }

    /**
     * The least energy whose accuracy on examples is lower by at most so many points before any training; without labels, whose
     * answers are at least so far the same.
     */
    public double energy(Examples examples, double points) {
        if (!(points >= 0 && points <= 100)) {
            throw new IllegalArgumentException("points must be 0 to 100: points=" + points);
        }
        Trainable original = Trainable.of(model);
        examples.requireFor(original);
        int[] wanted = examples.labels().orElseGet(() -> answers(original, examples));
        double least = right(original, examples, wanted) - points / 100;
        double low = 0;
        double high = 1;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            if (right(Trainable.of(keeping(middle)), examples, wanted) >= least) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static int[] answers(Trainable trainable, Examples examples) {
        return Retraining.outputs(trainable, examples.inputs()).stream().mapToInt(Factorisation::answer).toArray();
    }

    /** The place of the largest; of one logit, whether it is positive. */
    private static int answer(float[] outputs) {
        int best = outputs.length == 1 && outputs[0] >= 0 ? 1 : 0;
        for (int i = 1; i < outputs.length; i++) {
            best = outputs[i] > outputs[best] ? i : best;
        }
        return best;
    }

    private static double right(Trainable trainable, Examples examples, int... wanted) {
        int[] answers = answers(trainable, examples);
        int right = 0;
        for (int n = 0; n < wanted.length; n++) {
            right += answers[n] == wanted[n] ? 1 : 0;
        }
        return (double) right / wanted.length;
    }

    /** A factorised model, trained further: by labels, or else to give what the original gave. */
    public Model retrained(Model factorised, Examples examples, RetrainingSettings settings, Executor threads,
            DoubleConsumer eachLoss) {
        Trainable original = Trainable.of(model);
        examples.requireFor(original);
        List<float[]> targets = Retraining.targets(original, examples);
        Loss loss = Retraining.loss(original, examples);
        Trainable trainable = Trainable.of(factorised);
        new Retraining(trainable, examples.inputs(), targets, loss, settings).run(Constraint.none(), threads, eachLoss);
        return trainable.model();
    }
}
