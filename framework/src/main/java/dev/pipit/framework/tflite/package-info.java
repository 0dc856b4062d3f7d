/**
 * Reads a {@code .tflite} file into a checked {@link dev.pipit.framework.tflite.Model}, and writes one.
 *
 * <p>Stands before inference. A model file may come over a network: everything that a file can say wrong, be it an
 * offset, a length, a shape or a scale, is found here, and whoever holds a {@code Model} may trust it.
 *
 * <p>A packed file is expanded by {@code tflite.packed} first, so that whoever loads a model need not know whether it came
 * packed.
 *
 * <p>Executes nothing, and does not know which operators can be executed.
 *
 * <p>Source: the FlatBuffers schema of TensorFlow Lite, version 3. Field numbers are facts of that schema.
 */
package dev.pipit.framework.tflite;
