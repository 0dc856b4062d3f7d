package dev.pipit.framework.training;

import java.util.List;
import java.util.SplittableRandom;


/** What a node of a network computes. It owns its parameters; the memory of a pass is in its {@link Step}. */
public interface Layer {
    /** The shape of the output, for one example. */
    Shape output(List<Shape> inputs);

    /** What is learned, always in the same order. */
    default List<Parameter> parameters() {
        return List.of();
    }

    /** What is kept and saved besides, but not learned by gradients: running averages. */
    default List<Parameter> statistics() {
        return List.of();
    }

    /** Memory for passes of {@code batch} examples. */
    Step step(List<Shape> inputs, int batch);

    /**
     * How a pass is made.
     *
     * @param training whether what only happens in training happens: dropout, statistics of the batch
     * @param random   for what happens by chance; the same for the same example of the same step of training
     */
    record Mode(boolean training, SplittableRandom random) {
        /** As on the device. */
        public static Mode inference() {
            return new Mode(false, new SplittableRandom(0));
        }
    }

    /** A layer in one pass. For one thread. */
    interface Step {
        /** Computes the output {@code [batch, height, width, channels]}, all of it. */
        void forward(float[][] inputs, float[] output, Mode mode);

        /**
         * Adds to the gradients of inputs and parameters what comes from the gradient of the output.
         *
         * @param inputs         as in the forward pass
         * @param inputGradients null for an input whose gradient nobody needs
         * @param gradients      of the {@link Layer#parameters()}, in their order
         */
        void backward(float[][] inputs, float[] output, float[] outputGradient, float[][] inputGradients,
                float[][] gradients);

        /** Brings what this pass has seen into the layer's {@link Layer#statistics()}. After all passes of a step. */
        default void settle() {
        }
    }
}
