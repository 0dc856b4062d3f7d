package dev.pipit.framework.compression.quantize;

/**
 * How often numbers were met, in bins of equal width from the least to the greatest: first {@link #widen} for all of
 * them, then {@link #count} for all of them.
 */
final class Histogram {
    static final int BINS = 2048;

    private final long[] counts = new long[BINS];
    private float least = Float.POSITIVE_INFINITY;
    private float greatest = Float.NEGATIVE_INFINITY;
    private long total;

    void widen(float value) {
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
    }

    void count(float value) {
        counts[Math.max(0, Math.min(BINS - 1, (int) ((value - least) / width())))]++;
        total++;
    }

    float least() {
        return least;
    }

    float greatest() {
        return greatest;
    }

    /** Of a bin; above 0. */
    double width() {
        return greatest > least ? ((double) greatest - least) / BINS : 1;
    }

    long at(int bin) {
        return counts[bin];
    }

    /** The real number in the middle of a bin. */
    double middle(int bin) {
        return least + (bin + 0.5) * width();
    }

    /** Below which part of all numbers lie, 0 to 1, to the width of a bin. */
    float quantile(double part) {
        double below = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (below + counts[bin] >= part * total && counts[bin] > 0) {
                double inside = Math.max(0, Math.min(1, (part * total - below) / counts[bin]));
                return Math.min(greatest, (float) (least + (bin + inside) * width()));
            }
            below += counts[bin];
        }
        return greatest;
    }
}
