/**
 * Trains small networks on a desk: layers with a forward and a backward pass, losses, optimisers, quantization-aware
 * training.
 *
 * <p>In reading order: {@link dev.pipit.framework.training.Network} is a list of nodes, each a
 * {@link dev.pipit.framework.training.Layer} with the nodes it reads. A {@link dev.pipit.framework.training.Pass} is the
 * memory in which some examples go through it, forward and backward; a batch is split among passes, which may run in
 * threads of their own and are added up in their order, so that a result does not depend on the number of threads. A
 * {@link dev.pipit.framework.training.Loss} writes the gradient of the output, an
 * {@link dev.pipit.framework.training.Optimizer} changes the {@link dev.pipit.framework.training.Parameter parameters}.
 * A {@link dev.pipit.framework.training.Trainer} does all that step by step for a
 * {@link dev.pipit.framework.training.Lesson}, and goes on from a
 * {@link dev.pipit.framework.training.Checkpoint}. {@code Quantized} makes the twin of a trained network that feels its
 * rounding, and its integers.
 *
 * <p>Tensors are {@code float[]}, row-major {@code [example, height, width, channels]}; the height is the time.
 */
package dev.pipit.framework.training;
