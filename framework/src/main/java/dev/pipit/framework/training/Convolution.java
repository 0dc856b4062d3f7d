package dev.pipit.framework.training;

import java.util.List;
import java.util.SplittableRandom;


/**
 * Convolution over all channels, in one or two dimensions. A dense layer is one whose window covers everything.
 *
 * <p>Weights: {@code [window height, window width, input channels, filters]}.
 */
public final class Convolution implements Layer {
    private final Window window;
    private final int filters;
    private final Parameter weights;
    private final Parameter bias;
    private final Rounded rounded;

    /** With random weights. */
    public Convolution(Window window, int inputChannels, int filters, SplittableRandom random) {
        this(window, filters, Weights.random(window.height() * window.width() * inputChannels * filters,
            window.height() * window.width() * inputChannels, random), new float[filters], false);
    }

    /** A dense layer: each output is a sum over all numbers of the input, with random weights. */
    public static Convolution dense(Shape input, int outputs, SplittableRandom random) {
        return new Convolution(Window.whole(input), input.channels(), outputs, random);
    }

    /** @param quantized whether it computes with weights as they will be in 8 bits, one scale a filter */
    Convolution(Window window, int filters, float[] weights, float[] bias, boolean quantized) {
        this(window, weights, bias, quantized ? new Rounded(weights, filters) : null);
    }

    private Convolution(Window window, float[] weights, float[] bias, Rounded rounded) {
        this.window = window;
        this.filters = bias.length;
        this.weights = new Parameter("weights", weights, true);
        this.bias = new Parameter("bias", bias, false);
        this.rounded = rounded;
    }

    /** With these weights, which are not copied; the bias has a number for each filter. */
    public static Convolution of(Window window, float[] weights, float... bias) {
        return new Convolution(window, weights, bias, null);
    }

    /** The same, computing with weights rounded to 8 bits by the scale of each filter. */
    public static Convolution rounded(Window window, float[] weights, float[] bias, float... scales) {
        return new Convolution(window, weights, bias, new Rounded(weights, bias.length, scales.clone()));
    }

    /** What it moves over the image. */
    public Window window() {
        return window;
    }

    int filters() {
        return filters;
    }

    float[] weights() {
        return weights.values();
    }

    float[] bias() {
        return bias.values();
    }

    @Override
    public Shape output(List<Shape> inputs) {
        int taps = weights.values().length / filters;
        if (taps != window.height() * window.width() * inputs.get(0).channels()) {
            throw new IllegalArgumentException("weights are for other channels: weights=" + weights.values().length
                + ", window=" + window + ", input=" + inputs.get(0) + ", filters=" + filters);
        }
        return window.output(inputs.get(0), filters);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weights, bias);
    }

    @Override
    public Step step(List<Shape> inputs, int batch) {
        return new ConvolutionStep(this, inputs.get(0), batch);
    }

    /** The weights that it computes with now. */
    float[] effective() {
        return rounded == null ? weights.values() : rounded.values();
    }
}
