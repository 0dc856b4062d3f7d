package dev.pipit.framework.training;

import java.util.Arrays;

import dev.pipit.framework.inference.FloatArithmetic;
import dev.pipit.framework.inference.kernel.FloatKernels;

/** A convolution in one pass: one example after the other, each as a product of matrices. */
final class ConvolutionStep implements Layer.Step {
    private final Convolution layer;
    private final int batch;
    private final int inputSize;
    private final int positions;
    private final int filters;
    private final Placement placement;
    private final int[] pixels;
    private final int[] offsets;
    private final float[] padded;
    private final float[] transposed;
    private final float[] spread;
    private final float[] paddedGradient;
    private final FloatKernels.Product forward;
    private final FloatKernels.Product toWeights;
    private final FloatKernels.Product toInput;

    ConvolutionStep(Convolution layer, Shape input, int batch) {
        FloatKernels kernels = FloatArithmetic.fastest();
        this.layer = layer;
        this.batch = batch;
        this.inputSize = input.size();
        this.filters = layer.filters();
        this.placement = layer.window().on(input);
        this.pixels = placement.pixels();
        this.offsets = placement.offsets(input.channels());
        this.positions = pixels.length;
        this.padded = new float[placement.paddedSize()];
        this.paddedGradient = new float[placement.paddedSize()];
        this.transposed = new float[offsets.length * filters];
        this.spread = new float[positions * offsets.length];
        this.forward = kernels.product(pixels, offsets, filters);
        this.toWeights = kernels.product(offsets, pixels, filters);
        this.toInput = kernels.product(multiples(positions, filters), multiples(filters, 1), offsets.length);
    }

    private static int[] multiples(int count, int of) {
        int[] multiples = new int[count];
        for (int i = 0; i < count; i++) {
            multiples[i] = i * of;
        }
        return multiples;
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
            transpose(layer.effective());
            toInput.matrix(transposed, 0);
        }
        for (int example = 0; example < batch; example++) {
            int at = example * positions * filters;
            placement.pad(inputs[0], example * inputSize, padded);
            toWeights.matrix(outputGradient, at);
            toWeights.addTo(gradients[0], 0, padded);
            for (int p = 0; p < positions; p++) {
                for (int f = 0; f < filters; f++) {
                    gradients[1][f] += outputGradient[at + p * filters + f];
                }
            }
            if (inputGradient != null) {
                toInput(outputGradient, at, inputGradient, example * inputSize);
            }
        }
    }

    private void transpose(float[] weights) {
        int taps = offsets.length;
        for (int k = 0; k < taps; k++) {
            for (int f = 0; f < filters; f++) {
                transposed[f * taps + k] = weights[k * filters + f];
            }
        }
    }

    private void toInput(float[] outputGradient, int at, float[] inputGradient, int into) {
        Arrays.fill(spread, 0);
        float[] one = at == 0 ? outputGradient : Arrays.copyOfRange(outputGradient, at, at + positions * filters);
        toInput.addTo(spread, 0, one);
        Arrays.fill(paddedGradient, 0);
        int taps = offsets.length;
        for (int p = 0; p < positions; p++) {
            for (int k = 0; k < taps; k++) {
                paddedGradient[pixels[p] + offsets[k]] += spread[p * taps + k];
            }
        }
        placement.unpad(paddedGradient, inputGradient, into);
    }
}
