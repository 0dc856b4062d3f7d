package dev.pipit.framework.training;

import java.util.List;

/**
 * Sets numbers to 0 by chance in training, and makes the others larger so that their mean stays (Srivastava et al. 2014).
 *
 * @param rate     how many are set to 0, at least 0 and below 1
 * @param channels whether a channel of an example is set to 0 as a whole, instead of single numbers (Tompson et al. 2015)
 */
public record Dropout(double rate, boolean channels) implements Layer {
    public Dropout {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("rate must be at least 0 and below 1: rate=" + rate);
        }
    }

    /** Of single numbers. */
    public static Dropout ofNumbers(double rate) {
        return new Dropout(rate, false);
    }

    /** Of whole channels. */
    public static Dropout ofChannels(double rate) {
        return new Dropout(rate, true);
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return inputs.get(0);
    }

    @Override
    public Step step(List<Shape> inputs, int batch) {
        int size = inputs.get(0).size();
        int alike = channels ? inputs.get(0).channels() : size;
        float[] factors = new float[batch * alike];
        return new Step() {
            @Override
            public void forward(float[][] in, float[] output, Mode mode) {
                for (int i = 0; i < factors.length; i++) {
                    factors[i] = !mode.training() ? 1 : mode.random().nextDouble() < rate ? 0 : (float) (1 / (1 - rate));
                }
                for (int i = 0; i < output.length; i++) {
                    output[i] = in[0][i] * factors[i / size * alike + i % alike];
                }
            }

            @Override
            public void backward(float[][] in, float[] output, float[] outputGradient, float[][] inputGradients,
                    float[][] gradients) {
                float[] to = inputGradients[0];
                for (int i = 0; to != null && i < to.length; i++) {
                    to[i] += outputGradient[i] * factors[i / size * alike + i % alike];
                }
            }
        };
    }
}
