package dev.pipit.framework.training.integer;

import java.util.List;

/** The same reals at another scale, as far as it reaches: what it does not reach is held at its ends. */
public record Requantize() implements IntegerLayer {
    @Override
    public Shape output(List<Shape> inputs) {
        return Check.one(inputs);
    }

    @Override
    public void check(List<Scale> inputs, Scale output) {
        Multiplier.of((double) Check.one(inputs).scale() / output.scale());
    }

    @Override
    public int number(List<Numbers> inputs, Scale output, int row, int column, int channel) {
        Numbers in = inputs.get(0);
        int scaled = Multiplier.of((double) in.scale().scale() / output.scale()).times(in.steps(row, column, channel));
        return Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, scaled + output.zeroPoint()));
    }
}
