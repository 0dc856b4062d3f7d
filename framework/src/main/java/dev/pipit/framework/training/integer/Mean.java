package dev.pipit.framework.training.integer;

import java.util.List;

/**
 * The mean over some rows and all columns, channel by channel: of the whole input where that has so many rows, of each so
 * many consecutive rows where it has more. It may go to another scale.
 *
 * @param rows    how many rows, at least 1
 * @param padding {@link Padding#VALID}: no row before the first; {@link Padding#CAUSAL}: the last {@code rows} for each
 *                row, of which those before the first are 0
 */
public record Mean(int rows, Padding padding) implements IntegerLayer {
    public Mean {
        LastRows.check(rows, padding);
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Shape in = Check.one(inputs);
        return new Shape(LastRows.outputs(in, rows, padding), 1, in.channels());
    }

    @Override
    public void check(List<Scale> inputs, Scale output) {
        Multiplier.of((double) Check.one(inputs).scale() / output.scale());
    }

    @Override
    public int number(List<Numbers> inputs, Scale output, int row, int column, int channel) {
        Numbers in = inputs.get(0);
        int first = LastRows.first(row, rows, padding);
        int sum = 0;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < in.shape().width(); x++) {
                sum += in.steps(first + y, x, channel);
            }
        }
        Multiplier factor = Multiplier.of((double) in.scale().scale() / output.scale());
        int mean = factor.dividedBy(rows * in.shape().width()).times(sum);
        return Activation.NONE.clamp(mean + output.zeroPoint(), output);
    }
}
