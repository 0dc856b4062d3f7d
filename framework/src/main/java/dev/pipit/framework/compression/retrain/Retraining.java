package dev.pipit.framework.compression.retrain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.DoubleConsumer;

import dev.pipit.framework.training.AdamW;
import dev.pipit.framework.training.BinaryCrossEntropy;
import dev.pipit.framework.training.CrossEntropy;
import dev.pipit.framework.training.Layer;
import dev.pipit.framework.training.Lesson;
import dev.pipit.framework.training.Loss;
import dev.pipit.framework.training.MeanSquare;
import dev.pipit.framework.training.Pass;
import dev.pipit.framework.training.Schedule;
import dev.pipit.framework.training.Trainer;
import dev.pipit.framework.training.TrainerSettings;

/**
 * Trains a {@link Trainable} while a {@link Constraint} holds. The same examples, settings and constraint give the same
 * parameters, whatever the threads.
 *
 * <p>With labels it learns them by cross-entropy; without, to give the outputs of the model that it came from.
 */
public final class Retraining {
    private final Trainable trainable;
    private final List<float[]> inputs;
    private final List<float[]> targets;
    private final Loss loss;
    private final RetrainingSettings settings;

    /**
     * By other targets and another loss.
     *
     * @param targets of each input, as many numbers as the network's {@linkplain Trainable#output output}
     */
    public Retraining(Trainable trainable, List<float[]> inputs, List<float[]> targets, Loss loss,
            RetrainingSettings settings) {
        this.trainable = trainable;
        this.inputs = List.copyOf(inputs);
        this.targets = List.copyOf(targets);
        this.loss = loss;
        this.settings = settings;
    }

    /** By the examples' labels, or else by the outputs of the original. */
    public static Retraining of(Trainable trainable, Examples examples, RetrainingSettings settings) {
        examples.requireFor(trainable);
        return new Retraining(trainable, examples.inputs(), targets(trainable, examples), loss(trainable, examples), settings);
    }

    /** The loss that examples are learned by. */
    public static Loss loss(Trainable trainable, Examples examples) {
        if (examples.labels().isEmpty()) {
            return new MeanSquare();
        }
        return trainable.network().shape(trainable.output()).size() == 1 ? new BinaryCrossEntropy() : CrossEntropy.plain();
    }

    /** What the loss is to be given for each example. */
    public static List<float[]> targets(Trainable trainable, Examples examples) {
        int size = trainable.network().shape(trainable.output()).size();
        if (examples.labels().isEmpty()) {
            return outputs(Trainable.of(trainable.original()), examples.inputs());
        }
        List<float[]> targets = new ArrayList<>();
        for (int label : examples.labels().get()) {
            float[] target = new float[size];
            if (size == 1) {
                target[0] = label;
            } else {
                target[label] = 1;
            }
            targets.add(target);
        }
        return targets;
    }

    /** What a network gives for each input. */
    public static List<float[]> outputs(Trainable trainable, List<float[]> inputs) {
        Pass pass = trainable.network().pass(1);
        List<float[]> outputs = new ArrayList<>();
        for (float[] input : inputs) {
            System.arraycopy(input, 0, pass.input(), 0, input.length);
            pass.forward(Layer.Mode.inference());
            outputs.add(pass.output(trainable.output()).clone());
        }
        return outputs;
    }

    /**
     * Trains.
     *
     * @param threads   that a step is shared among
     * @param eachLoss  told the loss of each step
     */
    public void run(Constraint constraint, Executor threads, DoubleConsumer eachLoss) {
        constraint.apply(0, settings.steps());
        if (settings.steps() == 0) {
            return;
        }
        var trainer = new Trainer(trainable.network(), new AdamW(trainable.network().parameters(), 0),
            Schedule.cosine(settings.rate(), 0, settings.steps()), new Imitation(),
            TrainerSettings.of(settings.seed(), settings.batch()).averaged(0));
        for (int step = 1; step <= settings.steps(); step++) {
            eachLoss.accept(trainer.step(threads));
            constraint.apply(step, settings.steps());
        }
    }

    private final class Imitation implements Lesson {
        private int example(Part part, int i) {
            return part.random(i).nextInt(inputs.size());
        }

        @Override
        public void fill(Part part) {
            float[] into = part.pass().input();
            int size = into.length / part.pass().batch();
            for (int i = 0; i < part.pass().batch(); i++) {
                System.arraycopy(inputs.get(example(part, i)), 0, into, i * size, size);
            }
        }

        @Override
        public double loss(Part part) {
            int size = targets.get(0).length;
            float[] wanted = new float[size * part.pass().batch()];
            for (int i = 0; i < part.pass().batch(); i++) {
                System.arraycopy(targets.get(example(part, i)), 0, wanted, i * size, size);
            }
            return loss.add(part.pass(), trainable.output(), wanted, part.share());
        }
    }
}
