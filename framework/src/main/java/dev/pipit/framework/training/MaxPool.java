package dev.pipit.framework.training;

import java.util.Arrays;
import java.util.List;

/** The largest number under a window, channel by channel; the first of several. What surrounds the image does not count. */
public record MaxPool(Window window) implements Layer {
    public MaxPool {
        window.requireDense();
    }

    @Override
    public Shape output(List<Shape> inputs) {
        return window.output(inputs.get(0), inputs.get(0).channels());
    }

    @Override
    public Step step(List<Shape> inputs, int batch) {
        return new Largest(window.on(inputs.get(0)), inputs.get(0), batch);
    }

    private static final class Largest implements Step {
        private final Placement placement;
        private final int size;
        private final int channels;
        private final int batch;
        private final int[] pixels;
        private final int[] offsets;
        private final float[] padded;
        private final float[] paddedGradient;
        private final int[] places;

        Largest(Placement placement, Shape image, int batch) {
            this.placement = placement;
            this.size = image.size();
            this.channels = image.channels();
            this.batch = batch;
            this.pixels = placement.pixels();
            this.offsets = placement.offsets(1);
            this.padded = new float[placement.paddedSize()];
            this.paddedGradient = new float[padded.length];
            this.places = new int[batch * pixels.length * channels];
            Arrays.fill(padded, Float.NEGATIVE_INFINITY);
        }

        @Override
        public void forward(float[][] inputs, float[] output, Mode mode) {
            for (int example = 0, at = 0; example < batch; example++) {
                placement.pad(inputs[0], example * size, padded);
                for (int pixel : pixels) {
                    for (int c = 0; c < channels; c++, at++) {
                        places[at] = largest(pixel + c);
                        output[at] = padded[places[at]];
                    }
                }
            }
        }

        private int largest(int first) {
            int largest = first + offsets[0];
            for (int offset : offsets) {
                if (padded[first + offset] > padded[largest]) {
                    largest = first + offset;
                }
            }
            return largest;
        }

        @Override
        public void backward(float[][] inputs, float[] output, float[] outputGradient, float[][] inputGradients,
                float[][] gradients) {
            int count = places.length / batch;
            for (int example = 0; example < batch && inputGradients[0] != null; example++) {
                Arrays.fill(paddedGradient, 0);
                for (int i = example * count; i < (example + 1) * count; i++) {
                    paddedGradient[places[i]] += outputGradient[i];
                }
                placement.unpad(paddedGradient, inputGradients[0], example * size);
            }
        }
    }
}
