/**
 * Trains the network of a {@code .tflite} file further: what takes something away from a network, lets the rest learn to do
 * without it.
 *
 * <p>In reading order: {@link dev.pipit.framework.compression.retrain.Trainable} is the network of a model, with the
 * constants that its parameters came from and are written back to;
 * {@link dev.pipit.framework.compression.retrain.Retraining} trains it on
 * {@link dev.pipit.framework.compression.retrain.Examples}, and after every step lets a
 * {@link dev.pipit.framework.compression.retrain.Constraint} put right what must hold.
 */
package dev.pipit.framework.compression.retrain;
