package dev.pipit.framework.training;

/** A window on an image with zeros around it: where the outputs and what they look at lie. */
final class Placement {
    private final Shape image;
    private final Window window;
    private final int rows;
    private final int columns;
    private final int before;
    private final int left;
    private final Shape padded;

    Placement(Window window, Shape image) {
        this.image = image;
        this.window = window;
        int across = window.padding() == Padding.CAUSAL ? window.width() : 0;
        switch (window.padding()) {
            case SAME -> {
                rows = up(image.height(), window.stride());
                columns = up(image.width(), window.widthStride());
                before = Math.max(0, (rows - 1) * window.stride() + window.reach() - image.height()) / 2;
                left = Math.max(0, (columns - 1) * window.widthStride() + window.width() - image.width()) / 2;
            }
            case CAUSAL -> {
                rows = image.height() / window.stride();
                columns = (image.width() - across) / window.widthStride() + 1;
                before = window.reach() - window.stride();
                left = 0;
            }
            default -> {
                rows = (image.height() - window.reach()) / window.stride() + 1;
                columns = (image.width() - window.width()) / window.widthStride() + 1;
                before = 0;
                left = 0;
            }
        }
        if (rows < 1 || columns < 1 || image.width() < across) {
            throw new IllegalArgumentException("the window must fit: window=" + window + ", image=" + image);
        }
        int height = Math.max((rows - 1) * window.stride() + window.reach() + Math.max(0, -before),
            image.height() + Math.max(0, before));
        int width = Math.max((columns - 1) * window.widthStride() + window.width(), image.width() + left);
        padded = new Shape(height, width, image.channels());
    }

    private static int up(int size, int stride) {
        return (size + stride - 1) / stride;
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** Numbers of the image with the zeros around it. */
    int paddedSize() {
        return padded.size();
    }

    /** Where in the padded image the first number lies that each output looks at. */
    int[] pixels() {
        int[] pixels = new int[rows * columns];
        int first = Math.max(0, -before);               // a stride beyond the window passes over rows
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = at(first + i / columns * window.stride(), i % columns * window.widthStride());
        }
        return pixels;
    }

    /** Where in the padded image the first number of each position of the image lies. */
    int[] inside() {
        int[] inside = new int[image.positions()];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = at(i / image.width() + Math.max(0, before), i % image.width() + left);
        }
        return inside;
    }

    /** How far behind the first number each position of the window lies, times {@code perPosition} numbers. */
    int[] offsets(int perPosition) {
        int[] offsets = new int[window.height() * window.width() * perPosition];
        for (int i = 0; i < offsets.length; i++) {
            int position = i / perPosition;
            offsets[i] = at(position / window.width() * window.dilation(), position % window.width()) + i % perPosition;
        }
        return offsets;
    }

    private int at(int row, int column) {
        return (row * padded.width() + column) * padded.channels();
    }

    /** Copies an image into the middle of a padded one, whose border is not touched. */
    void pad(float[] from, int at, float[] into) {
        int row = image.width() * image.channels();
        for (int y = 0; y < image.height(); y++) {
            System.arraycopy(from, at + y * row, into, at(y + Math.max(0, before), left), row);
        }
    }

    /** Adds the middle of a padded image to an image. */
    void unpad(float[] from, float[] into, int at) {
        int row = image.width() * image.channels();
        for (int y = 0; y < image.height(); y++) {
            int p = at(y + Math.max(0, before), left);
            for (int i = 0; i < row; i++) {
                into[at + y * row + i] += from[p + i];
            }
        }
    }
}
