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
