package dev.pipit.framework.training;

import java.util.List;

/** The mean of each channel over all positions. */
public final class GlobalMean implements Layer {
    /** Without settings. */
    public GlobalMean() {
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return Shape.list(inputs.get(0).channels());
    }

    @Override
    public Step step(List<Shape> inputs, int batch) {
        int positions = inputs.get(0).positions();
        int channels = inputs.get(0).channels();
        return new Step() {
            @Override
            public void forward(float[][] in, float[] output, Mode mode) {
                for (int to = 0; to < output.length; to++) {
                    int from = to / channels * positions * channels + to % channels;
                    double sum = 0;
                    for (int p = 0; p < positions; p++) {
                        sum += in[0][from + p * channels];
                    }
                    output[to] = (float) (sum / positions);
                }
            }

            @Override
            public void backward(float[][] in, float[] output, float[] outputGradient, float[][] inputGradients,
                    float[][] gradients) {
                float[] to = inputGradients[0];
                for (int p = 0; to != null && p < to.length / channels; p++) {
                    int from = p / positions * channels;
                    for (int c = 0; c < channels; c++) {
                        to[p * channels + c] += outputGradient[from + c] / positions;
                    }
                }
            }
        };
    }
}
