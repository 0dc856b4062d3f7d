package dev.pipit.framework.training.integer;

import java.util.List;

/** The same reals as numbers without sign, 0 to 255, at another scale: what users of a network's scores may want. */
public record Quantize() implements IntegerLayer {
    /** The scale at which no number changes but for the sign bit. */
    public static Scale unsigned(Scale input) {
        return new Scale(input.scale(), input.zeroPoint() + 128);
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return Check.one(inputs);
    }

    @Override
    public void check(List<Scale> inputs, Scale output) {
        Multiplier.of((double) Check.one(inputs).scale() / output.scale());
        Check.that(output.zeroPoint() >= 0, "zero point must not be negative: zeroPoint=%s", output.zeroPoint());
    }

    @Override
    public int number(List<Numbers> inputs, Scale output, int row, int column, int channel) {
        Numbers in = inputs.get(0);
        int scaled = Multiplier.of((double) in.scale().scale() / output.scale()).times(in.steps(row, column, channel));
        return Math.max(0, Math.min(255, scaled + output.zeroPoint()));
    }
}
