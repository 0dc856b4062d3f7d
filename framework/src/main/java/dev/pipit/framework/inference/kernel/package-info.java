/**
 * The operators, one class each, written to be read: these are the numbers that every faster version must reproduce.
 *
 * <p>Stands below the interpreter, which hands each class a {@link dev.pipit.framework.inference.kernel.Node}: the
 * operator and its tensors, bound to memory. The class checks everything that a model can say wrong, computes what can
 * be computed once, and returns a {@link dev.pipit.framework.inference.kernel.Kernel} that runs on trust.
 *
 * <p>Plans no memory, and knows nothing of files or of the order of operators.
 */
package dev.pipit.framework.inference.kernel;
