/**
 * The workshop: makes networks smaller, at a desk. Models go in and come out as they stand in a {@code .tflite} file.
 *
 * <p>In reading order: {@link dev.pipit.framework.compression.Draft} is a model that can be changed;
 * {@link dev.pipit.framework.compression.Reals} are the numbers of its constants, whatever type the file keeps them in.
 * Everything else takes a model, changes a draft of it and gives a new model: nothing is changed in place.
 *
 * <p>All that uses chance has a seed; the same model, examples and seed give the same bytes.
 */
package dev.pipit.framework.compression;
