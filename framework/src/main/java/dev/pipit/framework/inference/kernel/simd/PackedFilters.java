package dev.pipit.framework.inference.kernel.simd;

import static dev.pipit.framework.inference.kernel.simd.Lanes.COUNT;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Filters in blocks of 4, 2 and 1 vectors of output channels, each block in the order in which {@link Tiles} reads it.
 * The last vector is filled up with channels of zeros.
 */
final class PackedFilters {
    private final int[] offsets;
    private final float[] weights;
    private final float[] start;
    private final boolean sixteenInputs;

    /** A weight of a filter. */
    @FunctionalInterface
    interface Weight {
        float of(int channel, int k);
    }

    /** @param offsets of the input of each weight from the first one */
    PackedFilters(FloatSums filters, int[] offsets) {
        this(filters, offsets, filters.used());
    }

    private PackedFilters(FloatSums filters, int[] offsets, int[] used) {
        this(filters.channels(), Arrays.stream(used).map(k -> offsets[k]).toArray(),
            (c, k) -> filters.value(c, used[k]));
        for (int c = 0; c < filters.channels(); c++) {
            start[c] = filters.start(c);
        }
    }

    /** With sums that start from 0. */
    PackedFilters(int filters, int[] offsets, Weight weight) {
        this.offsets = offsets;
        this.sixteenInputs = Arrays.equals(offsets, IntStream.range(0, SixteenInputs.INPUTS).toArray());
        this.start = new float[Lanes.padded(filters)];
        this.weights = new float[start.length * offsets.length];
        int w = 0;
        for (int c = 0; c < start.length; c += width(c)) {
            for (int k = 0; k < offsets.length; k++) {
                for (int i = c; i < c + width(c); i++) {
                    weights[w++] = i < filters ? weight.of(i, k) : 0;
                }
            }
        }
    }

    /** Takes other weights: {@code [offsets, filters]} from {@code at} on. */
    void refill(float[] from, int at, int filters) {
        int w = 0;
        for (int c = 0; c < start.length; c += width(c)) {
            int width = width(c);
            int used = Math.min(width, filters - c);
            for (int k = 0; k < offsets.length; k++) {
                System.arraycopy(from, at + k * filters + c, weights, w, used);
                w += width;
            }
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

    /** Pixels that are computed together in the block that starts with a channel. */
    int tile(int channel) {
        int width = width(channel);
        return width == 4 * COUNT ? 5 : width == 2 * COUNT ? 8 : 16;
    }

    long bytes() {
        return 4L * (offsets.length + weights.length + start.length);
    }

    /** Sums of the block that starts with channel {@code c}, of some pixels: {@code [count, width]} from {@code at} on. */
    void sums(int[] image, int[] pixels, int from, int count, int c, float[] sums, int at) {
        int width = width(c);
        int tile = tile(c);
        if (sixteenInputs && width == COUNT) {
            SixteenInputs.one(image, pixels, from, count, weights, c * offsets.length, start, c, sums, at);
        } else if (tile == 5 && count % 5 != 0 && count % 4 == 0) {
            for (int p = 0; p < count; p += 4) {
                Tiles.fourByFour(image, pixels, from + p, offsets, weights, c * offsets.length, start, c, sums,
                    at + p * width);
            }
        } else if (count >= tile) {
            for (int p = 0; p < count; p += tile) {
                int q = Math.min(p, count - tile);
                tile(width / COUNT, image, pixels, from + q, c, sums, at + q * width);
            }
        } else {
            for (int p = 0; p < count; p++) {
                pixel(width / COUNT, image, pixels[from + p], c, sums, at + p * width);
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
            Tiles.oneBySixteen(image, pixels, p, offsets, weights, w, start, c, sums, at);
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
