package dev.pipit.framework.inference.kernel.scalar;

/**
 * Sums of products of an image with filters, two output channels in each 64-bit number: with w = w₁ + 2³² w₂ the sum of
 * x · w holds Σ x w₁ in its lower half and, but for the borrow of that, Σ x w₂ in its upper half. Exact while both sums
 * fit 32 bits.
 *
 * <p>Shape: weights {@code [blocks, weights, 4]}, a block being 8 channels.
 */
final class PackedSums {
    /** Channels of a block. */
    static final int BLOCK = 8;

    private PackedSums() {
    }

    /** Weights of {@code channels} filters, given as {@code [channels, weights]}, in the order in which they are used. */
    static long[] pack(int[] weights, int channels) {
        int count = weights.length / channels;
        int blocks = blocks(channels);
        long[] packed = new long[blocks * count * 4];
        for (int c = 0; c < channels; c++) {
            for (int k = 0; k < count; k++) {
                long weight = weights[c * count + k];
                packed[((c / BLOCK) * count + k) * 4 + c % BLOCK / 2] += c % 2 == 0 ? weight : weight << 32;
            }
        }
        return packed;
    }

    /** What sums start from: one number per channel. */
    static long[] packStart(int[] start) {
        return pack(start, start.length);
    }

    static int blocks(int channels) {
        return (channels + BLOCK - 1) / BLOCK;
    }

    /** One block of two pixels. */
    static void two(int[] x, int p, int q, int[] offsets, long[] weights, int block, long[] start, int[] into, int at,
            int step) {
        int s = block * 4;
        long a0 = start[s];
        long a1 = start[s + 1];
        long a2 = start[s + 2];
        long a3 = start[s + 3];
        long b0 = a0;
        long b1 = a1;
        long b2 = a2;
        long b3 = a3;
        int w = block * offsets.length * 4;
        for (int offset : offsets) {
            long a = x[p + offset];
            long b = x[q + offset];
            a0 += a * weights[w];
            b0 += b * weights[w];
            a1 += a * weights[w + 1];
            b1 += b * weights[w + 1];
            a2 += a * weights[w + 2];
            b2 += b * weights[w + 2];
            a3 += a * weights[w + 3];
            b3 += b * weights[w + 3];
            w += 4;
        }
        unpack(a0, into, at);
        unpack(a1, into, at + 2);
        unpack(a2, into, at + 4);
        unpack(a3, into, at + 6);
        unpack(b0, into, at + step);
        unpack(b1, into, at + step + 2);
        unpack(b2, into, at + step + 4);
        unpack(b3, into, at + step + 6);
    }

    /** One block of one pixel. */
    static void one(int[] x, int p, int[] offsets, long[] weights, int block, long[] start, int[] into, int at) {
        int s = block * 4;
        long a0 = start[s];
        long a1 = start[s + 1];
        long a2 = start[s + 2];
        long a3 = start[s + 3];
        int w = block * offsets.length * 4;
        for (int offset : offsets) {
            long a = x[p + offset];
            a0 += a * weights[w];
            a1 += a * weights[w + 1];
            a2 += a * weights[w + 2];
            a3 += a * weights[w + 3];
            w += 4;
        }
        unpack(a0, into, at);
        unpack(a1, into, at + 2);
        unpack(a2, into, at + 4);
        unpack(a3, into, at + 6);
    }

    private static void unpack(long packed, int[] into, int at) {
        int low = (int) packed;
        into[at] = low;
        into[at + 1] = (int) (packed - low >> 32);
    }
}
