package dev.pipit.framework.training;

import dev.pipit.framework.inference.kernel.FloatKernels;

/** The gradient of a convolution's input, as one product: the spread gradient of the output with the window turned round. */
final class Gather implements InputGradient {
    private final int channels;
    private final int filters;
    private final float[] turned;
    private final Spread spread;
    private final FloatKernels.Product product;

    Gather(FloatKernels kernels, Placement placement, int channels, int filters) {
        this.channels = channels;
        this.filters = filters;
        this.turned = new float[placement.offsets(channels).length * filters];
        this.spread = new Spread(placement, channels, filters);
        this.product = kernels.product(spread.pixels(), spread.offsets(filters), channels);
    }

    @Override
    public void weights(float[] weights) {
        for (int from = 0; from < weights.length; from += channels * filters) {
            for (int c = 0; c < channels; c++) {
                for (int f = 0; f < filters; f++) {
                    turned[from + f * channels + c] = weights[from + c * filters + f];
                }
            }
        }
        product.matrix(turned, 0);
    }

    @Override
    public void add(float[] outputGradient, int at, float[] inputGradient, int into) {
        spread.place(outputGradient, at);
        product.addTo(inputGradient, into, spread.image());
    }
}
