package dev.pipit.framework.inference.kernel.simd;

import static dev.pipit.framework.inference.kernel.simd.Lanes.COUNT;
import static dev.pipit.framework.inference.kernel.simd.Lanes.FLOATS;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

import dev.pipit.framework.inference.kernel.FloatKernels;

/** An image with a matrix: columns in the lanes, by {@link Tiles}. */
final class VectorProduct implements FloatKernels.Product {
    /** The most that a tile has: with fewer, sums would be formed in another order. */
    private static final int FEWEST = 16;

    private final int used;
    private final int[] pixels;
    private final int columns;
    private final int imageLength;
    private final PackedFilters filters;
    private final float[] room;
    private final int[] bits;

    VectorProduct(int[] pixels, int[] offsets, int columns) {
        this.used = pixels.length;
        this.pixels = Arrays.copyOf(pixels, Math.max(FEWEST, used));
        this.columns = columns;
        this.imageLength = end(pixels) + end(offsets) + 1;
        this.filters = new PackedFilters(columns, offsets.clone(), (c, k) -> 0);
        this.room = new float[this.pixels.length * filters.width(0)];
        this.bits = new int[imageLength];
    }

    private static int end(int[] places) {
        int end = 0;
        for (int place : places) {
            end = Math.max(end, place);
        }
        return end;
    }

    @Override
    public void matrix(float[] matrix, int at) {
        filters.refill(matrix, at, columns);
    }

    @Override
    public void addTo(float[] sums, int at, float[] image) {
        int inVectors = imageLength / COUNT * COUNT;
        for (int i = 0; i < inVectors; i += COUNT) {
            FloatVector.fromArray(FLOATS, image, i).reinterpretAsInts().intoArray(bits, i);
        }
        for (int i = inVectors; i < imageLength; i++) {
            bits[i] = Float.floatToRawIntBits(image[i]);
        }
        for (int c = filters.lastBlock(); c >= 0; c = filters.blockBefore(c)) {
            int width = filters.width(c);
            filters.sums(bits, pixels, 0, pixels.length, c, room, 0);
            add(sums, at + c, width, Math.min(width, columns - c));
        }
    }

    private void add(float[] sums, int at, int width, int count) {
        for (int p = 0; p < used; p++) {
            int into = at + p * columns;
            int from = p * width;
            int inVectors = count / COUNT * COUNT;
            for (int j = 0; j < inVectors; j += COUNT) {
                FloatVector.fromArray(FLOATS, sums, into + j).add(FloatVector.fromArray(FLOATS, room, from + j))
                    .intoArray(sums, into + j);
            }
            for (int j = inVectors; j < count; j++) {
                sums[into + j] += room[from + j];
            }
        }
    }
}
