package dev.pipit.framework.compression.prune;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

import dev.pipit.framework.compression.retrain.Examples;
import dev.pipit.framework.compression.retrain.Retraining;
import dev.pipit.framework.compression.retrain.RetrainingSettings;
import dev.pipit.framework.compression.retrain.Trainable;
import dev.pipit.framework.compression.retrain.Weights;
import dev.pipit.framework.tflite.Model;

/**
 * Sets single weights to 0, more and more while the network is trained further.
 *
 * @param sparsity   part of the weights that end as 0, at least 0 and below 1
 * @param criterion  which
 * @param retraining how the others learn; without steps they stay as they are
 */
public record WeightPruning(double sparsity, WeightCriterion criterion, RetrainingSettings retraining) {
    private static final int MOST_EXAMPLES = 256;

    public WeightPruning {
        if (!(sparsity >= 0 && sparsity < 1)) {
            throw new IllegalArgumentException("sparsity must be at least 0 and below 1: sparsity=" + sparsity);
        }
    }

    /**
     * The model with fewer weights, in the type that it has.
     *
     * @param threads  that training is shared among
     * @param eachLoss told the loss of each step
     */
    public Model of(Model model, Examples examples, Executor threads, DoubleConsumer eachLoss) {
        Trainable trainable = Trainable.alike(model);
        examples.requireFor(trainable);
        List<float[]> some = spread(examples.inputs());
        Retraining.of(trainable, examples, retraining).run(
            new Sparsity(trainable, criterion, sparsity, some, retraining.seed()), threads, eachLoss);
        return trainable.model();
    }

    /** Some from everywhere. */
    static List<float[]> spread(List<float[]> inputs) {
        int apart = (inputs.size() + MOST_EXAMPLES - 1) / MOST_EXAMPLES;
        return IntStream.range(0, inputs.size()).filter(n -> n % apart == 0).mapToObj(inputs::get).toList();
    }

    /** Part of a model's weights that are 0, biases left out. */
    public static double sparsity(Model model) {
        long zeros = 0;
        long all = 0;
        for (Weights weights : Trainable.of(model).weights()) {
            for (int i = 0; !weights.isBias() && i < weights.parameter().values().length; i++) {
                zeros += weights.parameter().values()[i] == 0 ? 1 : 0;
                all++;
            }
        }
        return (double) zeros / all;
    }
}
