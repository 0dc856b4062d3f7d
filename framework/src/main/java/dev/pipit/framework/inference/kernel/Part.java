package dev.pipit.framework.inference.kernel;

/**
 * The indices {@code first} to {@code first + count - 1} along one dimension of an output.
 *
 * @param dimension of the output
 * @param first     at least 0
 * @param count     at least 1
 */
public record Part(int dimension, int first, int count) { }
