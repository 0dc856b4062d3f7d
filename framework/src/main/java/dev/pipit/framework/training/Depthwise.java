package dev.pipit.framework.training;

import java.util.List;
import java.util.SplittableRandom;


/**
 * Convolution of each channel with a filter of its own.
 *
 * <p>Weights: {@code [window height, window width, channels]}.
 */
public final class Depthwise implements Layer {
    private final Window window;
    private final int channels;
    private final Parameter weights;
    private final Parameter bias;
    private final Rounded rounded;

    /** With random weights. */
    public Depthwise(Window window, int channels, SplittableRandom random) {
        this(window, Weights.random(window.height() * window.width() * channels, window.height() * window.width(),
            random), new float[channels], false);
    }

    /** @param quantized whether it computes with weights as they will be in 8 bits, one scale a channel */
    Depthwise(Window window, float[] weights, float[] bias, boolean quantized) {
        this(window, weights, bias, quantized ? new Rounded(weights, bias.length) : null);
    }

    private Depthwise(Window window, float[] weights, float[] bias, Rounded rounded) {
        this.window = window;
        this.channels = bias.length;
        this.weights = new Parameter("weights", weights, true);
        this.bias = new Parameter("bias", bias, false);
        this.rounded = rounded;
    }

    /** With these weights, which are not copied; the bias has a number for each channel. */
    public static Depthwise of(Window window, float[] weights, float... bias) {
        return new Depthwise(window, weights, bias, null);
    }

    /** The same, computing with weights rounded to 8 bits by the scale of each channel. */
    public static Depthwise rounded(Window window, float[] weights, float[] bias, float... scales) {
        return new Depthwise(window, weights, bias, new Rounded(weights, bias.length, scales.clone()));
    }

    /** What it moves over the image. */
    public Window window() {
        return window;
    }

    float[] weights() {
        return weights.values();
    }

    float[] bias() {
        return bias.values();
    }

    @Override
    public Shape output(List<Shape> inputs) {
        if (inputs.get(0).channels() != channels) {
            throw new IllegalArgumentException("must have as many channels as filters: input=" + inputs.get(0)
                + ", filters=" + channels);
        }
        return window.output(inputs.get(0), channels);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weights, bias);
    }

    @Override
    public Step step(List<Shape> inputs, int batch) {
        return new DepthwiseStep(this, inputs.get(0), batch);
    }

    /** The weights that it computes with now. */
    float[] effective() {
        return rounded == null ? weights.values() : rounded.values();
    }
}
