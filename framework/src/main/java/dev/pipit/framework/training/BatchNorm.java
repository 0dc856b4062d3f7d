package dev.pipit.framework.training;

import java.util.Arrays;
import java.util.List;


/**
 * Batch normalisation of each channel (Ioffe and Szegedy 2015), over the examples of one pass and all their positions;
 * on the device with running averages, folded into the layer before.
 */
public final class BatchNorm implements Layer {
    static final double EPSILON = 1e-3;
    private static final float MOMENTUM = 0.05f;

    private final Parameter scale;
    private final Parameter shift;
    private final Parameter mean;
    private final Parameter variance;

    /** For {@code channels}, leaving them as they are at first. */
    public BatchNorm(int channels) {
        float[] ones = new float[channels];
        Arrays.fill(ones, 1);
        this.scale = new Parameter("scale", ones, false);
        this.shift = new Parameter("shift", new float[channels], false);
        this.mean = new Parameter("mean", new float[channels], false);
        this.variance = new Parameter("variance", ones.clone(), false);
    }

    @Override
    public Shape output(List<Shape> inputs) {
        if (inputs.get(0).channels() != channels()) {
            throw new IllegalArgumentException("must have " + channels() + " channels: input=" + inputs.get(0));
        }
        return inputs.get(0);
    }

    private int channels() {
        return scale.values().length;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(scale, shift);
    }

    @Override
    public List<Parameter> statistics() {
        return List.of(mean, variance);
    }

    /** What each channel is multiplied by on the device. */
    float[] factors() {
        float[] factors = new float[channels()];
        for (int c = 0; c < factors.length; c++) {
            factors[c] = (float) (scale.values()[c] / Math.sqrt(variance.values()[c] + EPSILON));
        }
        return factors;
    }

    /** What is added to each channel then. */
    float[] terms() {
        float[] terms = factors();
        for (int c = 0; c < terms.length; c++) {
            terms[c] = shift.values()[c] - mean.values()[c] * terms[c];
        }
        return terms;
    }

    @Override
    public Step step(List<Shape> inputs, int batch) {
        return new BatchNormStep(this, inputs.get(0).positions() * batch);
    }

    void follow(double[] batchMean, double[] batchVariance) {
        for (int c = 0; c < channels(); c++) {
            mean.values()[c] += MOMENTUM * ((float) batchMean[c] - mean.values()[c]);
            variance.values()[c] += MOMENTUM * ((float) batchVariance[c] - variance.values()[c]);
        }
    }

    float[] scale() {
        return scale.values();
    }

    float[] shift() {
        return shift.values();
    }
}
