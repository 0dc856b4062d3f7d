/**
 * Expands a packed file ({@code .pipit}) to the very bytes that went in.
 *
 * <p>Stands before the reader of models: what is expanded here is checked there like any other {@code .tflite} file. A packed
 * file may come over a network: sizes are checked before memory is taken, and every bit is covered by a checksum.
 * Checksums find damage, not intent; who must know where a file comes from has to sign it.
 *
 * <p>Knows the form of the file, but nothing of models, and does not pack: which coding is the shortest is looked for at a
 * desk, in {@code compression.pack}.
 */
package dev.pipit.framework.tflite.packed;
