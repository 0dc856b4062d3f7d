package dev.pipit.framework.inference.kernel.simd;

import dev.pipit.framework.inference.kernel.FloatKernels;

/** Sums of products by the Vector API, from the same tiles as inference. */
public final class VectorFloats implements FloatKernels {
    /** Without settings. */
    public VectorFloats() {
    }

    @Override
    public Product product(int[] pixels, int[] offsets, int columns) {
        return new VectorProduct(pixels, offsets, columns);
    }

    @Override
    public Product channelwise(int[] pixels, int[] offsets, int channels) {
        return new VectorChannels(pixels, offsets, channels);
    }
}
