/**
 * Packs a model for a thin connection: the last of the workshop's steps.
 *
 * <p>A {@code .tflite} file goes in, and a {@code .pipit} file comes out that {@code tflite} expands to the very same bytes
 * when it is loaded. For each constant the shortest of a few codings is taken; few different weights and many zeros make it
 * short, which is what clustering and pruning are for. The forms are those of {@code tflite.packed}.
 *
 * <p>Loses nothing and changes nothing: a packed model computes as fast, and with the same numbers, as before.
 *
 * <p>Source: Han, Mao and Dally, Deep Compression, ICLR 2016, section 4; Huffman, A method for the construction of
 * minimum-redundancy codes, 1952.
 */
package dev.pipit.framework.compression.pack;
