package dev.pipit.framework.training;

import dev.pipit.framework.inference.kernel.FloatKernels;

/** The gradient of a convolution's input. */
interface InputGradient {
    /** Up to so many positions of the image for one of the output, most of what {@link Gather} multiplies is not zero. */
    int MOST_SPREAD = 2;

    /** Takes weights {@code [window, channels, filters]}. */
    void weights(float[] weights);

    /** Adds to the gradient of an example's input what comes from that of its output. */
    void add(float[] outputGradient, int at, float[] inputGradient, int into);

    /** The faster way for this window on this image. */
    static InputGradient of(FloatKernels kernels, Placement placement, int channels, int filters) {
        boolean dense = placement.inside().length <= MOST_SPREAD * placement.pixels().length;
        return dense ? new Gather(kernels, placement, channels, filters)
            : new Scatter(kernels, placement, channels, filters);
    }
}
