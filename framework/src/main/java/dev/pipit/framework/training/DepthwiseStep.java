package dev.pipit.framework.training;

import dev.pipit.framework.inference.FloatArithmetic;
import dev.pipit.framework.inference.kernel.FloatKernels;

/** A depthwise convolution in one pass. */
final class DepthwiseStep implements Layer.Step {
    private final FloatKernels kernels = FloatArithmetic.fastest();
    private final Depthwise layer;
    private final int batch;
    private final int inputSize;
    private final int positions;
    private final int channels;
    private final Placement placement;
    private final int[] pixels;
    private final int[] offsets;
    private final float[] padded;
    private final Spread spread;
    private final FloatKernels.Product forward;
    private final FloatKernels.Product toWeights;
    private final FloatKernels.Product toInput;

    DepthwiseStep(Depthwise layer, Shape input, int batch) {
        this.layer = layer;
        this.batch = batch;
        this.inputSize = input.size();
        this.channels = input.channels();
        this.placement = layer.window().on(input);
        this.pixels = placement.pixels();
        this.offsets = placement.offsets(1);
        this.positions = pixels.length;
        this.padded = new float[placement.paddedSize()];
        this.spread = new Spread(placement, channels, channels);
        this.forward = kernels.channelwise(pixels, offsets, channels);
        this.toWeights = kernels.channelwise(offsets, pixels, channels);
        this.toInput = kernels.channelwise(spread.pixels(), spread.offsets(1), channels);
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
        toInput.matrix(layer.effective(), 0);
        for (int example = 0; example < batch; example++) {
            int at = example * positions * channels;
            placement.pad(inputs[0], example * inputSize, padded);
            toWeights.matrix(outputGradient, at);
            toWeights.addTo(gradients[0], 0, padded);
            if (inputGradients[0] != null) {
                spread.place(outputGradient, at);
                toInput.addTo(inputGradients[0], example * inputSize, spread.image());
            }
        }
        kernels.sums(outputGradient, outputGradient, 0, batch * positions, gradients[1], new float[channels]);
    }
}
