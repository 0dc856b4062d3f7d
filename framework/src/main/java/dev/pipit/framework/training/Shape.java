package dev.pipit.framework.training;

/** Extents of a tensor of one example: rows in time, columns of a row, numbers of a column. */
public record Shape(int height, int width, int channels) {
    public Shape {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException("all must be at least 1: height=" + height + ", width=" + width
                + ", channels=" + channels);
        }
    }

    /** Rows in time of {@code channels} numbers. */
    public static Shape rows(int rows, int channels) {
        return new Shape(rows, 1, channels);
    }

    /** A list of numbers. */
    public static Shape list(int numbers) {
        return new Shape(1, 1, numbers);
    }

    /** Positions, each with all channels. */
    public int positions() {
        return height * width;
    }

    /** How many numbers. */
    public int size() {
        return height * width * channels;
    }
}
