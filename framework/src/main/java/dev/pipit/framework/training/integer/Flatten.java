package dev.pipit.framework.training.integer;

import java.util.List;

/**
 * All numbers of some rows as the channels of one place: of the whole input where that has so many rows, of each so many
 * consecutive rows where it has more.
 *
 * @param rows    how many rows, at least 1
 * @param padding {@link Padding#VALID}: no row before the first; {@link Padding#CAUSAL}: the last {@code rows} for each
 *                row, of which those before the first are 0
 */
public record Flatten(int rows, Padding padding) implements IntegerLayer {
    public Flatten {
        LastRows.check(rows, padding);
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Shape in = Check.one(inputs);
        return new Shape(LastRows.outputs(in, rows, padding), 1, Math.multiplyExact(rows, in.row()));
    }

    @Override
    public void check(List<Scale> inputs, Scale output) {
        Check.one(inputs);
        Check.sameScale(inputs, output);
    }

    @Override
    public int number(List<Numbers> inputs, Scale output, int row, int column, int channel) {
        Numbers in = inputs.get(0);
        int place = channel / in.shape().channels();
        return in.at(LastRows.first(row, rows, padding) + place / in.shape().width(), place % in.shape().width(),
            channel % in.shape().channels());
    }
}
