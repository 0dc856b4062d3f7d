package dev.pipit.framework.compression.quantize;

import java.util.Objects;

/**
 * How a model becomes one of whole numbers.
 *
 * @param numbers         of activations and weights
 * @param calibration     what range of an activation is kept
 * @param biasCorrection  whether biases take back what rounding shifted on the mean
 * @param equalize        whether the channels of layers that follow each other are brought to like ranges first
 * @param realEnds        whether inputs and outputs stay FLOAT32, with QUANTIZE and DEQUANTIZE at the ends
 * @param denseChannels   whether each output of a dense layer has a scale of its own
 */
public record QuantizeSettings(Numbers numbers, Calibration calibration, boolean biasCorrection, boolean equalize,
        boolean realEnds, boolean denseChannels) {

    /** Types of activations and of weights. */
    public enum Numbers {
        /** Activations and weights of 8 bits. */
        INT8,
        /** Activations of 16 bits, without zero points, and weights of 8. */
        INT16X8,
        /** Activations of 8 bits and weights of 4. */
        INT4
    }

    public QuantizeSettings {
        Objects.requireNonNull(numbers, "numbers");
        Objects.requireNonNull(calibration, "calibration");
    }

    /** Everything that was seen is kept; nothing is corrected; ends of whole numbers; dense layers have one scale. */
    public static QuantizeSettings of(Numbers numbers) {
        return new QuantizeSettings(numbers, Calibration.MINMAX, false, false, false, false);
    }

    /** The same with another calibration. */
    public QuantizeSettings calibration(Calibration other) {
        return new QuantizeSettings(numbers, other, biasCorrection, equalize, realEnds, denseChannels);
    }

    /** The same, with or without correction of biases. */
    public QuantizeSettings biasCorrection(boolean other) {
        return new QuantizeSettings(numbers, calibration, other, equalize, realEnds, denseChannels);
    }

    /** The same, with or without equalization. */
    public QuantizeSettings equalize(boolean other) {
        return new QuantizeSettings(numbers, calibration, biasCorrection, other, realEnds, denseChannels);
    }

    /** The same with inputs and outputs of real numbers, or of whole ones. */
    public QuantizeSettings realEnds(boolean other) {
        return new QuantizeSettings(numbers, calibration, biasCorrection, equalize, other, denseChannels);
    }

    /** The same, with or without a scale for each output of a dense layer. */
    public QuantizeSettings denseChannels(boolean other) {
        return new QuantizeSettings(numbers, calibration, biasCorrection, equalize, realEnds, other);
    }
}
