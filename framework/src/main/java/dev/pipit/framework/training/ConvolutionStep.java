package dev.pipit.framework.training;

import dev.pipit.framework.inference.FloatArithmetic;
import dev.pipit.framework.inference.kernel.FloatKernels;

/** A convolution in one pass: one example after the other, each as a product of matrices. */
final class ConvolutionStep implements Layer.Step {
    private final FloatKernels kernels = FloatArithmetic.fastest();
    private final Convolution layer;
    private final int batch;
    private final int inputSize;
    private final int positions;
    private final int filters;
    private final Placement placement;
    private final int[] pixels;
    private final int[] offsets;
    private final float[] padded;
    private final FloatKernels.Product forward;
    private final FloatKernels.Product toWeights;
    private final InputGradient toInput;

    ConvolutionStep(Convolution layer, Shape input, int batch) {
        this.layer = layer;
        this.batch = batch;
        this.inputSize = input.size();
        this.filters = layer.filters();
        this.placement = layer.window().on(input);
        this.pixels = placement.pixels();
        this.offsets = placement.offsets(input.channels());
        this.positions = pixels.length;
        this.padded = new float[placement.paddedSize()];
        this.forward = kernels.product(pixels, offsets, filters);
        this.toWeights = kernels.product(offsets, pixels, filters);
        this.toInput = InputGradient.of(kernels, placement, input.channels(), filters);
    }

    @Override
    public void forward(float[][] inputs, float[] output, Layer.Mode mode) {
        forward.matrix(layer.effective(), 0);
        for (int example = 0; example < batch; example++) {
            int to = example * positions * filters;
            for (int p = 0; p < positions; p++) {
                System.arraycopy(layer.bias(), 0, output, to + p * filters, filters);
            }
            placement.pad(inputs[0], example * inputSize, padded);
            forward.addTo(output, to, padded);
        }
    }

    @Override
    public void backward(float[][] inputs, float[] output, float[] outputGradient, float[][] inputGradients,
            float[][] gradients) {
        float[] inputGradient = inputGradients[0];
        if (inputGradient != null) {
            toInput.weights(layer.effective());
        }
        for (int example = 0; example < batch; example++) {
            int at = example * positions * filters;
            placement.pad(inputs[0], example * inputSize, padded);
            toWeights.matrix(outputGradient, at);
            toWeights.addTo(gradients[0], 0, padded);
            if (inputGradient != null) {
                toInput.add(outputGradient, at, inputGradient, example * inputSize);
            }
        }
        kernels.sums(outputGradient, outputGradient, 0, batch * positions, gradients[1], new float[filters]);
    }
}
