package dev.pipit.framework.compression.harden;

import dev.pipit.framework.compression.retrain.Trainable;
import dev.pipit.framework.training.BinaryCrossEntropy;
import dev.pipit.framework.training.CrossEntropy;
import dev.pipit.framework.training.Layer;
import dev.pipit.framework.training.Pass;

/** Which way the loss of right labels grows fastest, by the inputs. For one thread. */
public final class Direction {
    private final Pass pass;
    private final int output;
    private final int labels;

    /**
     * Of a network; one that is {@linkplain Trainable#rounded rounded} gives the gradient through its rounding, as if that
     * were not there.
     *
     * @param batch inputs at a time
     */
    public Direction(Trainable trainable, int batch) {
        pass = trainable.network().passToInput(batch);
        output = trainable.output();
        labels = trainable.network().shape(output).size();
    }

    /** Inputs at a time. */
    public int batch() {
        return pass.batch();
    }

    /**
     * The gradient of the mean loss.
     *
     * @param inputs   {@code [batch, …]}
     * @param right    label of each
     * @param gradient {@code [batch, …]}, written
     * @return the mean loss
     */
    public double of(float[] inputs, int[] right, float[] gradient) {
        System.arraycopy(inputs, 0, pass.input(), 0, inputs.length);
        pass.forward(Layer.Mode.inference());
        double loss;
        if (labels == 1) {
            float[] targets = new float[right.length];
            for (int i = 0; i < right.length; i++) {
                targets[i] = right[i];
            }
            loss = new BinaryCrossEntropy().add(pass, output, targets, 1);
        } else {
            loss = CrossEntropy.plain().add(pass, output, CrossEntropy.targets(right, labels), 1);
        }
        pass.backward();
        System.arraycopy(pass.gradient(0), 0, gradient, 0, gradient.length);
        return loss;
    }
}
