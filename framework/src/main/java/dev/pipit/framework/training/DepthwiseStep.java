package dev.pipit.framework.training;

import java.util.Arrays;

import dev.pipit.framework.inference.FloatArithmetic;
import dev.pipit.framework.inference.kernel.FloatKernels;

/** A depthwise convolution in one pass. */
final class DepthwiseStep implements Layer.Step {
    private final Depthwise layer;
    private final int batch;
    private final int inputSize;
    private final int positions;
    private final int channels;
    private final Placement placement;
    private final int[] pixels;
    private final int[] offsets;
    private final float[] padded;
    private final float[] paddedGradient;
    private final FloatKernels.Product forward;
    private final FloatKernels.Product toWeights;

    DepthwiseStep(Depthwise layer, Shape input, int batch) {
        FloatKernels kernels = FloatArithmetic.fastest();
        this.layer = layer;
        this.batch = batch;
        this.inputSize = input.size();
        this.channels = input.channels();
        this.placement = layer.window().on(input);
        this.pixels = placement.pixels();
        this.offsets = placement.offsets(1);
        this.positions = pixels.length;
        this.padded = new float[placement.paddedSize()];
        this.paddedGradient = new float[placement.paddedSize()];
        this.forward = kernels.channelwise(pixels, offsets, channels);
        this.toWeights = kernels.channelwise(offsets, pixels, channels);
    }

    @Override
    public void forward(float[][] inputs, float[] output, Layer.Mode mode) {
        forward.matrix(layer.effective(), 0);
        for (int example = 0; example < batch; example++) {
            int to = example * positions * channels;
            for (int p = 0; p < positions; p++) {
                System.arraycopy(layer.bias(), 0, output, to + p * channels, channels);
            }
            placement.pad(inputs[0], example * inputSize, padded);
            forward.addTo(output, to, padded);
        }
    }

    @Override
    public void backward(float[][] inputs, float[] output, float[] outputGradient, float[][] inputGradients,
            float[][] gradients) {
        for (int example = 0; example < batch; example++) {
            int at = example * positions * channels;
            placement.pad(inputs[0], example * inputSize, padded);
            toWeights.matrix(outputGradient, at);
            toWeights.addTo(gradients[0], 0, padded);
            for (int p = 0; p < positions; p++) {
                for (int c = 0; c < channels; c++) {
                    gradients[1][c] += outputGradient[at + p * channels + c];
                }
            }
            if (inputGradients[0] != null) {
                toInput(outputGradient, at);
                placement.unpad(paddedGradient, inputGradients[0], example * inputSize);
            }
        }
    }

    private void toInput(float[] outputGradient, int at) {
        Arrays.fill(paddedGradient, 0);
        float[] weights = layer.effective();
        for (int p = 0; p < positions; p++) {
            int from = at + p * channels;
            for (int k = 0; k < offsets.length; k++) {
                int into = pixels[p] + offsets[k];
                int w = k * channels;
                for (int c = 0; c < channels; c++) {
                    paddedGradient[into + c] += outputGradient[from + c] * weights[w + c];
                }
            }
        }
    }
}
