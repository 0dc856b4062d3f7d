package dev.pipit.framework.training;

import java.util.Arrays;

import dev.pipit.framework.inference.FloatArithmetic;
import dev.pipit.framework.inference.kernel.FloatKernels;

/** Batch normalisation in one pass. */
final class BatchNormStep implements Layer.Step {
    /** Rows that are summed up as floats, before their sum goes into a double. */
    private static final int BLOCK = 64;

    private final FloatKernels kernels = FloatArithmetic.fastest();
    private final BatchNorm layer;
    private final int rows;
    private final double[] mean;
    private final double[] variance;
    private final float[] factor;
    private final float[] term;
    private final float[] gradientSum;
    private final float[] productSum;
    private boolean seen;

    BatchNormStep(BatchNorm layer, int rows) {
        this.layer = layer;
        this.rows = rows;
        int channels = layer.scale().length;
        this.mean = new double[channels];
        this.variance = new double[channels];
        this.factor = new float[channels];
        this.term = new float[channels];
        this.gradientSum = new float[channels];
        this.productSum = new float[channels];
    }

    @Override
    public void forward(float[][] inputs, float[] output, Layer.Mode mode) {
        int channels = factor.length;
        seen = mode.training();
        if (mode.training()) {
            measure(inputs[0]);
            for (int c = 0; c < channels; c++) {
                factor[c] = (float) (layer.scale()[c] / Math.sqrt(variance[c] + BatchNorm.EPSILON));
                term[c] = (float) (layer.shift()[c] - mean[c] * factor[c]);
            }
        } else {
            System.arraycopy(layer.factors(), 0, factor, 0, channels);
            System.arraycopy(layer.terms(), 0, term, 0, channels);
        }
        kernels.scale(inputs[0], factor, term, output);
    }

    private void measure(float[] input) {
        int channels = factor.length;
        float[] sum = gradientSum;
        float[] squares = productSum;
        Arrays.fill(mean, 0);
        Arrays.fill(variance, 0);
        for (int from = 0; from < rows; from += BLOCK) {
            Arrays.fill(sum, 0);
            Arrays.fill(squares, 0);
            kernels.sums(input, input, from, Math.min(BLOCK, rows - from), sum, squares);
            for (int c = 0; c < channels; c++) {
                mean[c] += sum[c];
                variance[c] += squares[c];
            }
        }
        for (int c = 0; c < channels; c++) {
            mean[c] /= rows;
            variance[c] = Math.max(0, variance[c] / rows - mean[c] * mean[c]);
        }
    }

    @Override
    public void backward(float[][] inputs, float[] output, float[] outputGradient, float[][] inputGradients,
            float[][] gradients) {
        int channels = factor.length;
        float[] input = inputs[0];
        Arrays.fill(gradientSum, 0);
        Arrays.fill(productSum, 0);
        kernels.sums(outputGradient, input, 0, rows, gradientSum, productSum);
        float[] fromInput = new float[channels];
        float[] constant = new float[channels];
        for (int c = 0; c < channels; c++) {
            double deviation = 1 / Math.sqrt(variance[c] + BatchNorm.EPSILON);
            double scaled = deviation * (productSum[c] - mean[c] * gradientSum[c]);
            gradients[0][c] += (float) scaled;
            gradients[1][c] += gradientSum[c];
            double slope = -factor[c] * scaled * deviation / rows;
            fromInput[c] = (float) slope;
            constant[c] = (float) (-factor[c] * gradientSum[c] / rows - slope * mean[c]);
        }
        if (inputGradients[0] != null) {
            kernels.addScaled(outputGradient, factor, input, fromInput, constant, inputGradients[0]);
        }
    }

    @Override
    public void settle() {
        if (seen) {
            layer.follow(mean, variance);
        }
    }
}
