package dev.pipit.framework.training.integer;

import java.util.List;

/** Tensors of one scale beside each other: the channels of the first, then those of the second, and so on. */
public record Concatenate() implements IntegerLayer {
    @Override
    public Shape output(List<Shape> inputs) {
        Check.that(!inputs.isEmpty(), "there must be an input");
        int channels = 0;
        for (Shape in : inputs) {
            Check.that(in.height() == inputs.get(0).height() && in.width() == inputs.get(0).width(),
                "inputs must have the same rows and columns: inputs=%s", inputs);
            channels += in.channels();
        }
        return new Shape(inputs.get(0).height(), inputs.get(0).width(), channels);
    }

    @Override
    public void check(List<Scale> inputs, Scale output) {
        Check.sameScale(inputs, output);
    }

    @Override
    public int number(List<Numbers> inputs, Scale output, int row, int column, int channel) {
        int before = 0;
        for (Numbers input : inputs) {
            if (channel < before + input.shape().channels()) {
                return input.at(row, column, channel - before);
            }
            before += input.shape().channels();
        }
        throw new IllegalArgumentException("channel must be below " + before + ": channel=" + channel);
    }
}
