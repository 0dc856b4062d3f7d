package dev.pipit.framework.training.integer;

import java.util.List;

/**
 * What computes one tensor of 8-bit numbers from others. Every layer says what each number of its output is; that is the
 * specification of the layer, not a fast way to compute it.
 */
public sealed interface IntegerLayer permits Convolution, Depthwise, Dense, Add, Concatenate, AveragePool, MaxPool, Mean,
        Flatten, Table, Softmax, Quantize, Requantize {
    /**
     * The shape of the output.
     *
     * @throws IllegalArgumentException if the layer cannot take inputs of these shapes
     */
    Shape output(List<Shape> inputs);

    /**
     * Checks the scales of the inputs against that of the output.
     *
     * @throws IllegalArgumentException if the layer cannot go from these to that
     */
    void check(List<Scale> inputs, Scale output);

    /** One number of an output that has the scale {@code output}. */
    int number(List<Numbers> inputs, Scale output, int row, int column, int channel);
}
