package dev.pipit.framework.inference.kernel.scalar;

/**
 * Room to work in that the kernels of one interpreter share, because only one of them runs at a time. What one leaves
 * behind, the next overwrites. Also counts what kernels keep for themselves.
 */
public final class Workspace {
    private int[] image = new int[0];
    private float[] sums = new float[0];
    private int[] totals = new int[0];
    private long kept;

    /** Asks for at least so many numbers in {@link #image()}. Replaces the array: do not keep it. */
    public void reserveImage(int size) {
        if (image.length < size) {
            image = new int[size];
        }
    }

    /** Asks for at least so many numbers in {@link #sums()}. Replaces the array: do not keep it. */
    public void reserveSums(int size) {
        if (sums.length < size) {
            sums = new float[size];
        }
    }

    /** Asks for at least so many numbers in {@link #totals()}. Replaces the array: do not keep it. */
    public void reserveTotals(int size) {
        if (totals.length < size) {
            totals = new int[size];
        }
    }

    /** Says that a kernel keeps so many bytes for itself. */
    public void keeps(long bytes) {
        kept += bytes;
    }

    /** For an input with its border: whole numbers, or the bits of floats. */
    public int[] image() {
        return image;
    }

    /** For sums of products, as whole numbers. */
    public int[] totals() {
        return totals;
    }

    /** For sums of products, as floats. */
    public float[] sums() {
        return sums;
    }

    /** All of it. */
    public long bytes() {
        return 4L * image.length + 4L * sums.length + 4L * totals.length + kept;
    }
}
