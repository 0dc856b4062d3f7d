package dev.pipit.framework.training.integer;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The greatest of what lies under a kernel, channel by channel. What {@link Padding#SAME} adds does not count; the rows
 * that causal paddings add do.
 *
 * @param movement   how the kernel moves; without dilation
 * @param activation what cuts off the outputs
 */
public record MaxPool(Movement movement, Activation activation) implements IntegerLayer {
    public MaxPool {
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
        return activation.clamp(IntStream.of(under).max().orElseThrow(), output);
    }
}
