package dev.pipit.framework.training.integer;

import java.util.List;

/**
 * Each channel of the output is a kernel of its own over one channel of the input; output channel c is over input channel
 * c / multiplier.
 *
 * @param movement   how the kernel moves
 * @param multiplier output channels for each channel of the input, at least 1
 * @param weights    [kernel row][kernel column][output channel]
 * @param activation what cuts off the outputs
 */
public record Depthwise(Movement movement, int multiplier, Weights weights, Activation activation)
        implements IntegerLayer {
    public Depthwise {
        Check.that(multiplier >= 1 && weights.channels() % multiplier == 0,
            "channels must be a multiple of the multiplier: channels=%s, multiplier=%s", weights.channels(), multiplier);
        Check.that(weights.values().length == movement.kernelElements() * weights.channels(),
            "there must be a weight for each place of the kernel and channel: weights=%s, places times channels=%s",
            weights.values().length, movement.kernelElements() * weights.channels());
    }

    /** From real weights in the same order, with a scale for each output channel. */
    public static Depthwise quantized(Movement movement, int multiplier, float[] weights, float[] bias,
            Activation activation, Scale input) {
        return new Depthwise(movement, multiplier, Weights.channelsLast(weights, bias, input), activation);
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Shape in = Check.one(inputs);
        Check.that(in.channels() * multiplier == weights.channels(), "channels of the input must be %s: input=%s",
            weights.channels() / multiplier, in);
        return Check.moved(movement, in, weights.channels());
    }

    @Override
    public void check(List<Scale> inputs, Scale output) {
        Check.one(inputs);
        for (int c = 0; c < weights.channels(); c++) {
            factor(inputs.get(0), output, c);
        }
    }

    private Multiplier factor(Scale input, Scale output, int channel) {
        return Multiplier.of((double) input.scale() * weights.scale(channel) / output.scale());
    }

    @Override
    public int number(List<Numbers> inputs, Scale output, int row, int column, int channel) {
        Numbers in = inputs.get(0);
        int top = row * movement.strideHeight() - movement.rowsBefore(in.shape().height());
        int left = column * movement.strideWidth() - movement.columnsBefore(in.shape().width());
        int sum = weights.bias()[channel];
        for (int y = 0; y < movement.kernelHeight(); y++) {
            for (int x = 0; x < movement.kernelWidth(); x++) {
                int weight = weights.values()[(y * movement.kernelWidth() + x) * weights.channels() + channel];
                sum += weight * in.steps(top + y * movement.dilationHeight(), left + x * movement.dilationWidth(),
                    channel / multiplier);
            }
        }
        return activation.clamp(factor(in.scale(), output, channel).times(sum) + output.zeroPoint(), output);
    }
}
