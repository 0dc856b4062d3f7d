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
            int width = width(c) * COUNT;
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

    /** Vectors of the block that starts with a channel. */
    private int width(int channel) {
        int left = (start.length - channel) / COUNT;
        return left >= 4 ? 4 : left >= 2 ? 2 : 1;
    }

    /** Sums of a pixel: its channels, filled up. */
    int step() {
        return start.length;
    }

    long bytes() {
        return 4L * (offsets.length + weights.length + start.length);
    }

    /** Sums of all channels of some pixels, {@code [count, step]}. */
    void sums(int[] image, int[] pixels, int from, int count, float[] sums) {
        for (int c = 0; c < start.length;) {
            int width = width(c);
            int p = 0;
            int tile = width == 4 ? 5 : width == 2 ? 8 : 10;
            if (count >= tile) {
                for (; p < count; p += tile) {
                    int q = Math.min(p, count - tile);
                    tile(width, image, pixels, from + q, c, sums, q * start.length + c);
                }
            } else {
                for (; p < count; p++) {
                    pixel(width, image, pixels[from + p], c, sums, p * start.length + c);
                }
            }
            c += width * COUNT;
        }
    }

    private void tile(int width, int[] image, int[] pixels, int p, int c, float[] sums, int at) {
        int w = c * offsets.length;
        if (width == 4) {
            Tiles.fourByFive(image, pixels, p, offsets, weights, w, start, c, sums, at, start.length);
        } else if (width == 2) {
            Tiles.twoByEight(image, pixels, p, offsets, weights, w, start, c, sums, at, start.length);
        } else {
            Tiles.oneByTen(image, pixels, p, offsets, weights, w, start, c, sums, at, start.length);
        }
    }

    private void pixel(int width, int[] image, int p, int c, float[] sums, int at) {
        int w = c * offsets.length;
        if (width == 4) {
            SinglePixel.four(image, p, offsets, weights, w, start, c, sums, at);
        } else if (width == 2) {
            SinglePixel.two(image, p, offsets, weights, w, start, c, sums, at);
        } else {
            SinglePixel.one(image, p, offsets, weights, w, start, c, sums, at);
        }
    }
}
