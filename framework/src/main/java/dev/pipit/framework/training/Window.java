package dev.pipit.framework.training;

/**
 * What moves over an image.
 *
 * @param height    rows in time
 * @param stride    rows, and columns with {@code widthStride}
 * @param dilation  rows from one that is looked at to the next
 */
public record Window(int height, int width, int stride, int widthStride, int dilation, Padding padding) {
    public Window {
        if (height < 1 || width < 1 || stride < 1 || widthStride < 1 || dilation < 1) {
            throw new IllegalArgumentException("all must be at least 1: height=" + height + ", width=" + width
                + ", stride=" + stride + ", widthStride=" + widthStride + ", dilation=" + dilation);
        }
    }

    /** Over rows in time, looking back only. */
    public static Window causal(int rows) {
        return causal(rows, 1);
    }

    /** Over rows in time, looking back only, one output for {@code stride} rows: after the last of them. */
    public static Window causal(int rows, int stride) {
        return new Window(rows, 1, stride, 1, 1, Padding.CAUSAL);
    }

    /** One position at a time. */
    public static Window pointwise() {
        return new Window(1, 1, 1, 1, 1, Padding.VALID);
    }

    /** Over an image, the same stride both ways. */
    public static Window over(int height, int width, int stride, Padding padding) {
        return new Window(height, width, stride, stride, 1, padding);
    }

    /** Rows from the first to the last that are looked at. */
    public int reach() {
        return (height - 1) * dilation + 1;
    }

    /** The whole of an image, once. */
    public static Window whole(Shape image) {
        return new Window(image.height(), image.width(), 1, 1, 1, Padding.VALID);
    }

    /** Refuses gaps between the rows: all of a window could lie outside the image. */
    void requireDense() {
        if (dilation != 1) {
            throw new IllegalArgumentException("dilation must be 1: dilation=" + dilation);
        }
    }

    /** How the window lies on an image. */
    Placement on(Shape image) {
        return new Placement(this, image);
    }

    /** The shape of the output, with {@code channels}. */
    Shape output(Shape image, int channels) {
        Placement placement = on(image);
        return new Shape(placement.rows(), placement.columns(), channels);
    }
}
