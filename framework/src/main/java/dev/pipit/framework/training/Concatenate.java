package dev.pipit.framework.training;

import java.util.List;

/** The channels of several tensors with the same positions, one input after the other. */
public final class Concatenate implements Layer {
    /** Without settings. */
    public Concatenate() {
    }

    @Override
    public Shape output(List<Shape> inputs) {
        Shape first = inputs.get(0);
        int channels = 0;
        for (Shape input : inputs) {
            if (input.height() != first.height() || input.width() != first.width()) {
                throw new IllegalArgumentException("must have the same positions: " + inputs);
            }
            channels += input.channels();
        }
        return new Shape(first.height(), first.width(), channels);
    }

    @Override
    public Step step(List<Shape> inputs, int batch) {
        int[] counts = inputs.stream().mapToInt(Shape::channels).toArray();
        int row = output(inputs).channels();
        return new Step() {
            @Override
            public void forward(float[][] in, float[] output, Mode mode) {
                int start = 0;
                for (int k = 0; k < counts.length; k++) {
                    for (int from = 0, to = start; from < in[k].length; from += counts[k], to += row) {
                        System.arraycopy(in[k], from, output, to, counts[k]);
                    }
                    start += counts[k];
                }
            }

            @Override
            public void backward(float[][] in, float[] output, float[] outputGradient, float[][] inputGradients,
                    float[][] gradients) {
                int start = 0;
                for (int k = 0; k < counts.length; k++) {
                    float[] to = inputGradients[k];
                    for (int i = 0, from = start; to != null && i < to.length; from += row) {
                        for (int c = 0; c < counts[k]; c++, i++) {
                            to[i] += outputGradient[from + c];
                        }
                    }
                    start += counts[k];
                }
            }
        };
    }
}
