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

    @Override
    public void sums(float[] a, float[] b, int from, int rows, float[] sums, float[] products) {
        VectorRows.sums(a, b, from, rows, sums, products);
    }

    @Override
    public void scale(float[] a, float[] factor, float[] term, float[] to) {
        VectorRows.scale(a, factor, term, to);
    }

    @Override
    public void addScaled(float[] a, float[] p, float[] b, float[] q, float[] term, float[] to) {
        VectorRows.addScaled(a, p, b, q, term, to);
    }
}
