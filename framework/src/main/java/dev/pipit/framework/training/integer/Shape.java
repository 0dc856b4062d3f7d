package dev.pipit.framework.training.integer;

/**
 * Extents of a tensor, row by row.
 *
 * @param height   rows, which are time; not negative
 * @param width    columns, at least 1
 * @param channels numbers per place, at least 1
 */
public record Shape(int height, int width, int channels) {
    public Shape {
        if (height < 0 || width < 1 || channels < 1) {
            throw new IllegalArgumentException("extents must be at least 0, 1 and 1: height=" + height + ", width="
                + width + ", channels=" + channels);
        }
    }

    /** How many numbers. */
    public int elements() {
        return Math.multiplyExact(height, row());
    }

    /** How many numbers a row has. */
    public int row() {
        return Math.multiplyExact(width, channels);
    }

    /** The same with another number of rows. */
    public Shape withHeight(int rows) {
        return new Shape(rows, width, channels);
    }
}
