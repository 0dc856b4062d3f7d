package dev.pipit.framework.training.integer;

import java.util.List;

/**
 * Each output is a weighted sum of all numbers of some rows: of the whole input where that has so many rows, of each so
 * many consecutive rows where it has more.
 *
 * @param rows       how many rows, at least 1
 * @param padding    {@link Padding#VALID}: no row before the first; {@link Padding#CAUSAL}: the last {@code rows} for each
 *                   row, of which those before the first are 0
 * @param weights    [output][row][column][channel], with one scale for all
 * @param activation what cuts off the outputs
 */
public record Dense(int rows, Padding padding, Weights weights, Activation activation) implements IntegerLayer {
    public Dense {
        LastRows.check(rows, padding);
        Check.that(weights.scales().length == 1, "there must be one scale: scales=%s", weights.scales().length);
        Check.that(weights.values().length % weights.channels() == 0,
            "there must be as many weights for each output: weights=%s, outputs=%s", weights.values().length,
            weights.channels());
    }

    /** Over all of an input with so many rows, from real weights in the same order. */
    public static Dense quantized(int rows, Padding padding, float[] weights, float[] bias, Activation activation,
            Scale input) {
        return new Dense(rows, padding, Weights.oneScale(weights, bias, input), activation);
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Shape in = Check.one(inputs);
        Check.that(in.row() * rows * weights.channels() == weights.values().length,
            "numbers of %s rows must be %s: input=%s", rows, weights.values().length / weights.channels(), in);
        return new Shape(LastRows.outputs(in, rows, padding), 1, weights.channels());
    }

    @Override
    public void check(List<Scale> inputs, Scale output) {
        factor(Check.one(inputs), output);
    }

    /** The product of the scales is rounded to a float, as the files' interpreters do for one scale. */
    private Multiplier factor(Scale input, Scale output) {
        return Multiplier.of((double) (input.scale() * weights.scale(0)) / output.scale());
    }

    @Override
    public int number(List<Numbers> inputs, Scale output, int row, int column, int channel) {
        Numbers in = inputs.get(0);
        int first = LastRows.first(row, rows, padding);
        int at = channel * rows * in.shape().row();
        int sum = weights.bias()[channel];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < in.shape().width(); x++) {
                for (int c = 0; c < in.shape().channels(); c++) {
                    sum += weights.values()[at++] * in.steps(first + y, x, c);
                }
            }
        }
        return activation.clamp(factor(in.scale(), output).times(sum) + output.zeroPoint(), output);
    }
}
