/**
 * Real numbers become whole ones, and the other way round.
 *
 * <p>In reading order: {@link dev.pipit.framework.compression.quantize.Quantizer} makes a model of whole numbers from one
 * of real ones and examples of its inputs. {@code Fusion} and {@code Equalization} prepare the network, {@code Observed}
 * watches it on the examples, {@link dev.pipit.framework.compression.quantize.Calibration} says what range of a tensor is
 * kept, {@code Scales} turn ranges into quantizations, {@code RoundedWeights} rounds constants, {@code BiasCorrection}
 * takes back what rounding shifted. {@link dev.pipit.framework.compression.quantize.FloatTwin} goes the other way;
 * {@link dev.pipit.framework.compression.quantize.HalfStorage} only stores constants in 16 bits.
 *
 * <p>Source: R. Krishnamoorthi, Quantizing deep convolutional networks for efficient inference, 2018; M. Nagel and others,
 * Data-free quantization through weight equalization and bias correction, 2019; the TensorFlow Lite 8-bit quantization
 * specification for the rules of each operator.
 */
package dev.pipit.framework.compression.quantize;
