package dev.pipit.framework.inference.kernel.scalar;

import java.util.Arrays;

import dev.pipit.framework.inference.kernel.FloatKernels;

/** Sums of products in plain Java: what {@link FloatKernels} means. */
public final class ScalarFloats implements FloatKernels {
    /** Without settings. */
    public ScalarFloats() {
    }

    @Override
    public Product product(int[] pixels, int[] offsets, int columns) {
        return new Sums(pixels, offsets, columns, 0);
    }

    @Override
    public Product channelwise(int[] pixels, int[] offsets, int channels) {
        return new Sums(pixels, offsets, channels, 1);
    }

    @Override
    public void sums(float[] a, float[] b, int from, int rows, float[] sums, float[] products) {
        int i = from * sums.length;
        for (int row = 0; row < rows; row++) {
            for (int c = 0; c < sums.length; c++, i++) {
                sums[c] += a[i];
                products[c] += a[i] * b[i];
            }
        }
    }

    @Override
    public void scale(float[] a, float[] factor, float[] term, float[] to) {
        for (int i = 0; i < to.length;) {
            for (int c = 0; c < factor.length; c++, i++) {
                to[i] = a[i] * factor[c] + term[c];
            }
        }
    }

    @Override
    public void addScaled(float[] a, float[] p, float[] b, float[] q, float[] term, float[] to) {
        for (int i = 0; i < to.length;) {
            for (int c = 0; c < term.length; c++, i++) {
                to[i] += a[i] * p[c] + b[i] * q[c] + term[c];
            }
        }
    }

    /** @param step how far apart the numbers of the image are that belong to neighbouring columns */
    private record Sums(int[] pixels, int[] offsets, int columns, int step, float[] matrix, float[] row)
            implements Product {

        Sums(int[] pixels, int[] offsets, int columns, int step) {
            this(pixels, offsets, columns, step, new float[offsets.length * columns], new float[columns]);
        }

        @Override
        public void matrix(float[] from, int at) {
            System.arraycopy(from, at, matrix, 0, matrix.length);
        }

        @Override
        public void addTo(float[] sums, int at, float[] image) {
            int into = at;
            for (int pixel : pixels) {
                Arrays.fill(row, 0);
                for (int k = 0; k < offsets.length; k++) {
                    for (int j = 0; j < columns; j++) {
                        row[j] = Math.fma(image[pixel + offsets[k] + j * step], matrix[k * columns + j], row[j]);
                    }
                }
                for (int j = 0; j < columns; j++) {
                    sums[into++] += row[j];
                }
            }
        }
    }
}
