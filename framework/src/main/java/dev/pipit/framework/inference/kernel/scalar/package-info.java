/**
 * Twins of operators in plain Java, arranged for speed: for machines without the Vector API, for operators that it does
 * not help, and for the first invocations, while vector kernels are still being compiled.
 *
 * <p>Prepares nothing by itself: what an operator says is read by the classes of the reference. Also holds what vector
 * kernels share with these: padded images, weights without offsets, room to work in.
 */
package dev.pipit.framework.inference.kernel.scalar;
