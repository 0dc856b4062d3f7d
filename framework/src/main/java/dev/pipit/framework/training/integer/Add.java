package dev.pipit.framework.training.integer;

import java.util.List;

/**
 * The sum of two tensors of one shape, number by number, computed at twice the greater of their scales with 20 bits to
 * spare.
 *
 * @param activation what cuts off the outputs
 */
public record Add(Activation activation) implements IntegerLayer {
    private static final int SPARE_BITS = 20;

    @Override
    public Shape output(List<Shape> inputs) {
        Check.that(inputs.size() == 2 && inputs.get(0).equals(inputs.get(1)),
            "there must be two inputs of one shape: inputs=%s", inputs);
        return inputs.get(0);
    }

    @Override
    public void check(List<Scale> inputs, Scale output) {
        double back = common(inputs.get(0), inputs.get(1)) / (output.scale() * (double) (1 << SPARE_BITS));
        Check.that(back < 1, "output scale must not be far below those of the inputs: inputs=%s, output=%s", inputs,
            output);
    }

    private static double common(Scale a, Scale b) {
        return 2 * (double) Math.max(a.scale(), b.scale());
    }

    @Override
    public int number(List<Numbers> inputs, Scale output, int row, int column, int channel) {
        double common = common(inputs.get(0).scale(), inputs.get(1).scale());
        int sum = 0;
        for (Numbers input : inputs) {
            sum += Multiplier.of(input.scale().scale() / common)
                .times(input.steps(row, column, channel) << SPARE_BITS);
        }
        Multiplier back = Multiplier.of(common / (output.scale() * (double) (1 << SPARE_BITS)));
        return activation.clamp(back.times(sum) + output.zeroPoint(), output);
    }
}
