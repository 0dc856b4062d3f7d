package dev.pipit.framework.inference.kernel.simd;

import static dev.pipit.framework.inference.kernel.simd.Lanes.COUNT;

/**
 * Filters in blocks of 4, 2 and 1 vectors of output channels, each block in the order in which {@link Tiles} reads it.
 * The last vector is filled up with channels of zeros.
 */
final class PackedFilters {
    private final int[] offsets;
    private final float[] weights;
    private final float[] start;

    /** @param offsets of the input of each weight from the first one */
    PackedFilters(FloatSums filters, int[] offsets) {
        this.offsets = offsets;
        int channels = Lanes.padded(filters.channels());
        int count = filters.count();
        this.weights = new float[channels * count];
        this.start = new float[channels];
        int w = 0;
        for (int c = 0; c < channels;) {
            int width = width(c);
            for (int k = 0; k < count; k++) {
                for (int i = c; i < c + width; i++) {
                    weights[w++] = i < filters.channels() ? filters.value(i, k) : 0;
                }
            }
            c += width;
        }
        for (int c = 0; c < filters.channels(); c++) {
            start[c] = filters.start(c);
        }
    }

    /** How many channels, with those of zeros. */
    int channels() {
        return start.length;
    }

    /** First channel of the last block. */
    int lastBlock() {
        return blockBefore(start.length);
    }

    /** First channel of the block before the one that starts with channel {@code c}, or negative. */
    int blockBefore(int c) {
        int fours = start.length / (4 * COUNT) * 4 * COUNT;
        return c <= fours ? c - 4 * COUNT : c - fours > 2 * COUNT ? fours + 2 * COUNT : fours;
    }

    /** Channels of the block that starts with a channel. */
    int width(int channel) {
        int left = (start.length - channel) / COUNT;
        return left >= 4 ? 4 * COUNT : left >= 2 ? 2 * COUNT : COUNT;
    }

    long bytes() {
        return 4L * (offsets.length + weights.length + start.length);
    }

    /** Sums of the block that starts with channel {@code c}, of some pixels: {@code [count, width]}. */
    void sums(int[] image, int[] pixels, int from, int count, int c, float[] sums) {
        int width = width(c);
        int tile = width == 4 * COUNT ? 5 : width == 2 * COUNT ? 8 : 10;
        if (count >= tile) {
            for (int p = 0; p < count; p += tile) {
                int q = Math.min(p, count - tile);
                tile(width / COUNT, image, pixels, from + q, c, sums, q * width);
            }
        } else {
            for (int p = 0; p < count; p++) {
                pixel(width / COUNT, image, pixels[from + p], c, sums, p * width);
            }
        }
    }

    private void tile(int vectors, int[] image, int[] pixels, int p, int c, float[] sums, int at) {
        int w = c * offsets.length;
        if (vectors == 4) {
            Tiles.fourByFive(image, pixels, p, offsets, weights, w, start, c, sums, at);
        } else if (vectors == 2) {
            Tiles.twoByEight(image, pixels, p, offsets, weights, w, start, c, sums, at);
        } else {
            Tiles.oneByTen(image, pixels, p, offsets, weights, w, start, c, sums, at);
        }
    }

    private void pixel(int vectors, int[] image, int p, int c, float[] sums, int at) {
        int w = c * offsets.length;
        if (vectors == 4) {
            SinglePixel.four(image, p, offsets, weights, w, start, c, sums, at);
        } else if (vectors == 2) {
            SinglePixel.two(image, p, offsets, weights, w, start, c, sums, at);
        } else {
            SinglePixel.one(image, p, offsets, weights, w, start, c, sums, at);
        }
    }
}
