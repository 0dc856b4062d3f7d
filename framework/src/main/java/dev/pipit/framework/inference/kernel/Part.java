package dev.pipit.framework.inference.kernel;

/**
 * A piece of an image and what comes of it, where a filter moves over the image along one dimension: an operator's
 * input and output are such pieces, and the border around the piece is not where that around an image would be.
 *
 * @param dimension of input and output
 * @param before    positions that are missing before the input where the output starts, at least 0
 * @param count     positions of the output, at least 1
 */
public record Part(int dimension, int before, int count) { }
