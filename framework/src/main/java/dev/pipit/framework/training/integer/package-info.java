/**
 * A network of 8-bit numbers as data, and its plain simulation.
 *
 * <p>Stands between training, which makes such a network from real numbers, and the file that an interpreter runs. The
 * simulation says what that interpreter has to compute, bit for bit: it is slow, and written from the published
 * specification of 8-bit quantization and from the fixed-point definitions of gemmlowp.
 *
 * <p>Shapes are height, width, channels; height is time. Every layer is a sliding one: given more rows than the network
 * was made for, it gives more rows.
 *
 * <p>Source: the TensorFlow Lite 8-bit quantization specification.
 */
package dev.pipit.framework.training.integer;
