package dev.pipit.framework.inference.kernel;

/**
 * Sums of products of floats, as convolutions and their gradients need them, for training.
 *
 * <p>Each sum is formed in the order of {@code offsets}, by fused multiply-add, and added to what is there: the same bits
 * from every version, whatever the length of its vectors. What they make is for one thread at a time.
 */
public interface FloatKernels {
    /**
     * {@code sums[p, j] += sum over k of image[pixels[p] + offsets[k]] · matrix[k, j]}.
     *
     * @param columns how many j
     */
    Product product(int[] pixels, int[] offsets, int columns);

    /**
     * {@code sums[p, c] += sum over k of image[pixels[p] + offsets[k] + c] · matrix[k, c]}.
     *
     * @param channels how many c
     */
    Product channelwise(int[] pixels, int[] offsets, int channels);

    /**
     * {@code sums[c] += a[i, c]} and {@code products[c] += a[i, c] · b[i, c]}, row after row, each product rounded: for
     * {@code rows} rows of as many numbers as there are sums, the first of them row {@code from}.
     */
    void sums(float[] a, float[] b, int from, int rows, float[] sums, float[] products);

    /** {@code to[i, c] = a[i, c] · factor[c] + term[c]}, each step rounded. */
    void scale(float[] a, float[] factor, float[] term, float[] to);

    /** {@code to[i, c] += (a[i, c] · p[c] + b[i, c] · q[c]) + term[c]}, each step rounded. */
    void addScaled(float[] a, float[] p, float[] b, float[] q, float[] term, float[] to);

    /** An image with a matrix. */
    interface Product {
        /** Says which matrix: {@code [offsets, columns]} from {@code at} on. It is copied. */
        void matrix(float[] matrix, int at);

        /** Adds the products to the sums {@code [pixels, columns]} from {@code at} on. */
        void addTo(float[] sums, int at, float[] image);
    }
}
