/**
 * Runs a {@link dev.pipit.framework.tflite.Model}: tensors in, tensors out, with the numbers of the TensorFlow Lite
 * Micro reference kernels, bit for bit.
 *
 * <p>Stands between features and decision. {@link dev.pipit.framework.inference.Interpreter#prepare prepare} checks
 * the whole model, plans where each tensor lies and prepares a kernel per operator; {@link
 * dev.pipit.framework.inference.Interpreter#invoke() invoke} trusts, allocates nothing and throws nothing.
 *
 * <p>{@link dev.pipit.framework.inference.SlidingInterpreter} does the same for a model over the last rows of features,
 * and computes only what is new.
 *
 * <p>Does not read files, does not compute features, and does not say what a score means.
 */
package dev.pipit.framework.inference;
