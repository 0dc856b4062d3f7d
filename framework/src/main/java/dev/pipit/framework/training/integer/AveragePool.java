package dev.pipit.framework.training.integer;

import java.util.List;

/**
 * The mean of what lies under a kernel, channel by channel, rounded to nearest, halves away from the stored 0. What
 * {@link Padding#SAME} adds does not count; the rows that causal paddings add do.
 *
 * @param movement   how the kernel moves; without dilation
 * @param activation what cuts off the outputs
 */
public record AveragePool(Movement movement, Activation activation) implements IntegerLayer {
    public AveragePool {
        Pool.check(movement);
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return Pool.output(movement, inputs);
    }

    @Override
    public void check(List<Scale> inputs, Scale output) {
        Check.one(inputs);
        Check.sameScale(inputs, output);
    }

    @Override
    public int number(List<Numbers> inputs, Scale output, int row, int column, int channel) {
        int[] under = Pool.under(movement, inputs.get(0), row, column, channel);
        int sum = 0;
        for (int q : under) {
            sum += q;
        }
        int half = under.length / 2;
        return activation.clamp((sum > 0 ? sum + half : sum - half) / under.length, output);
    }
}
