package dev.pipit.framework.training;

import java.util.Arrays;
import java.util.List;

/** The mean of what lies under a window, channel by channel. Zeros around the image do not count, as in TensorFlow. */
public record AveragePool(Window window) implements Layer {
    public AveragePool {
        window.requireDense();
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return window.output(inputs.get(0), inputs.get(0).channels());
    }

    @Override
    public Step step(List<Shape> inputs, int batch) {
        return new Means(window.on(inputs.get(0)), inputs.get(0), batch);
    }

    private static final class Means implements Step {
        private final Placement placement;
        private final int size;
        private final int channels;
        private final int batch;
        private final int[] pixels;
        private final int[] offsets;
        private final float[] padded;
        private final int[] counts;

        Means(Placement placement, Shape image, int batch) {
            this.placement = placement;
            this.size = image.size();
            this.channels = image.channels();
            this.batch = batch;
            this.pixels = placement.pixels();
            this.offsets = placement.offsets(1);
            this.padded = new float[placement.paddedSize()];
            this.counts = counts();
        }

        private int[] counts() {
            float[] ones = new float[size];
            Arrays.fill(ones, 1);
            float[] inside = new float[padded.length];
            placement.pad(ones, 0, inside);
            return Arrays.stream(pixels)
                .map(pixel -> (int) Arrays.stream(offsets).filter(offset -> inside[pixel + offset] != 0).count())
                .toArray();
        }

        @Override
        public void forward(float[][] inputs, float[] output, Mode mode) {
            Arrays.fill(padded, 0);
            for (int example = 0, at = 0; example < batch; example++) {
                placement.pad(inputs[0], example * size, padded);
                for (int p = 0; p < pixels.length; p++, at += channels) {
                    mean(p, output, at);
                }
            }
        }

        private void mean(int p, float[] output, int at) {
            for (int c = 0; c < channels; c++) {
                float sum = 0;
                for (int offset : offsets) {
                    sum += padded[pixels[p] + offset + c];
                }
                output[at + c] = sum / counts[p];
            }
        }

        @Override
        public void backward(float[][] inputs, float[] output, float[] outputGradient, float[][] inputGradients,
                float[][] gradients) {
            for (int example = 0, at = 0; example < batch && inputGradients[0] != null; example++) {
                Arrays.fill(padded, 0);
                for (int p = 0; p < pixels.length; p++, at += channels) {
                    for (int c = 0; c < channels; c++) {
                        float gradient = outputGradient[at + c] / counts[p];
                        for (int offset : offsets) {
                            padded[pixels[p] + offset + c] += gradient;
                        }
                    }
                }
                placement.unpad(padded, inputGradients[0], example * size);
            }
        }
    }
}
