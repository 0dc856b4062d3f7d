package dev.pipit.framework.training.integer;

import java.util.List;

/**
 * Each channel of the output is a kernel of its own over all channels of the input.
 *
 * @param movement   how the kernel moves
 * @param weights    [output channel][kernel row][kernel column][input channel]
 * @param activation what cuts off the outputs
 */
public record Convolution(Movement movement, Weights weights, Activation activation) implements IntegerLayer {
    public Convolution {
        int kernels = movement.kernelElements() * weights.channels();
        if (weights.values().length == 0 || weights.values().length % kernels != 0) {
            throw new IllegalArgumentException("there must be as many weights for each place of the kernel and channel: "
                + "weights=" + weights.values().length + ", places times channels=" + kernels);
        }
    }

    /** From real weights in the same order, with a scale for each output channel. */
    public static Convolution quantized(Movement movement, float[] weights, float[] bias, Activation activation,
            Scale input) {
        return new Convolution(movement, Weights.channelsFirst(weights, bias, input), activation);
    }

    /** Channels of the input. */
    public int inputChannels() {
        return weights.values().length / movement.kernelElements() / weights.channels();
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Shape in = Check.one(inputs);
        Check.that(in.channels() == inputChannels(), "channels of the input must be %s: input=%s", inputChannels(), in);
        return Check.moved(movement, in, weights.channels());
    }

    @Override
    public void check(List<Scale> inputs, Scale output) {
        Check.one(inputs);
        for (int c = 0; c < weights.channels(); c++) {
            multiplier(inputs.get(0), output, c);
        }
    }

    private Multiplier multiplier(Scale input, Scale output, int channel) {
        return Multiplier.of((double) input.scale() * weights.scale(channel) / output.scale());
    }

    @Override
    public int number(List<Numbers> inputs, Scale output, int row, int column, int channel) {
        Numbers in = inputs.get(0);
        int depth = inputChannels();
        int top = row * movement.strideHeight() - movement.rowsBefore(in.shape().height());
        int left = column * movement.strideWidth() - movement.columnsBefore(in.shape().width());
        int at = channel * movement.kernelElements() * depth;
        int sum = weights.bias()[channel];
        for (int y = 0; y < movement.kernelHeight(); y++) {
            for (int x = 0; x < movement.kernelWidth(); x++) {
                for (int c = 0; c < depth; c++) {
                    sum += weights.values()[at++] * in.steps(top + y * movement.dilationHeight(),
                        left + x * movement.dilationWidth(), c);
                }
            }
        }
        return activation.clamp(multiplier(in.scale(), output, channel).times(sum) + output.zeroPoint(), output);
    }
}
