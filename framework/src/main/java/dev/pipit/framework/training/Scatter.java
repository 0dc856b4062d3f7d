package dev.pipit.framework.training;

import java.util.Arrays;

import dev.pipit.framework.inference.kernel.FloatKernels;

/**
 * The gradient of a convolution's input, window by window: what each output hands back to all it looked at. For windows
 * that hardly overlap, such as that of a dense layer, where {@link Spread} would mostly multiply by zeros.
 */
final class Scatter implements InputGradient {
    private final Placement placement;
    private final int channels;
    private final int filters;
    private final int[] pixels;
    private final int[] positions;
    private final int taps;
    private final float[] transposed;
    private final float[] gradient;
    private final float[] windows;
    private final float[] padded;
    private final FloatKernels.Product product;

    Scatter(FloatKernels kernels, Placement placement, int channels, int filters) {
        this.placement = placement;
        this.channels = channels;
        this.filters = filters;
        this.pixels = placement.pixels();
        this.positions = placement.offsets(1);
        this.taps = positions.length * channels;
        this.transposed = new float[taps * filters];
        this.gradient = new float[pixels.length * filters];
        this.windows = new float[pixels.length * taps];
        this.padded = new float[placement.paddedSize()];
        int[] rows = new int[pixels.length];
        Arrays.setAll(rows, p -> p * filters);
        int[] offsets = new int[filters];
        Arrays.setAll(offsets, f -> f);
        this.product = kernels.product(rows, offsets, taps);
    }

    @Override
    public void weights(float[] weights) {
        for (int k = 0; k < taps; k++) {
            for (int f = 0; f < filters; f++) {
                transposed[f * taps + k] = weights[k * filters + f];
            }
        }
        product.matrix(transposed, 0);
    }

    @Override
    public void add(float[] outputGradient, int at, float[] inputGradient, int into) {
        System.arraycopy(outputGradient, at, gradient, 0, gradient.length);
        Arrays.fill(windows, 0);
        product.addTo(windows, 0, gradient);
        Arrays.fill(padded, 0);
        int from = 0;
        for (int pixel : pixels) {
            for (int position : positions) {
                int to = pixel + position;
                for (int c = 0; c < channels; c++) {
                    padded[to + c] += windows[from + c];
                }
                from += channels;
            }
        }
        placement.unpad(padded, inputGradient, into);
    }
}
