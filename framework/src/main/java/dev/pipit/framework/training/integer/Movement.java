package dev.pipit.framework.training.integer;

/**
 * How a kernel moves over rows and columns.
 *
 * @param kernelHeight   rows with a weight, at least 1
 * @param kernelWidth    columns with a weight, at least 1
 * @param strideHeight   rows from one output to the next, at least 1
 * @param strideWidth    columns from one output to the next, at least 1
 * @param dilationHeight rows from one weight to the next, at least 1
 * @param dilationWidth  columns from one weight to the next, at least 1
 * @param padding        what is added around
 */
public record Movement(int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, int dilationHeight,
        int dilationWidth, Padding padding) {
    public Movement {
        if (kernelHeight < 1 || kernelWidth < 1 || strideHeight < 1 || strideWidth < 1 || dilationHeight < 1
                || dilationWidth < 1) {
            throw new IllegalArgumentException("kernel, stride and dilation must be at least 1: kernel=" + kernelHeight
                + "x" + kernelWidth + ", stride=" + strideHeight + "x" + strideWidth + ", dilation=" + dilationHeight
                + "x" + dilationWidth);
        }
    }

    /** Over rows alone, one column at a time. */
    public static Movement overTime(int kernel, int stride, int dilation, Padding padding) {
        return new Movement(kernel, 1, stride, 1, dilation, 1, padding);
    }

    /** Without dilation. */
    public static Movement of(int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, Padding padding) {
        return new Movement(kernelHeight, kernelWidth, strideHeight, strideWidth, 1, 1, padding);
    }

    /** One place at a time. */
    public static Movement pointwise() {
        return overTime(1, 1, 1, Padding.VALID);
    }

    /** Weights of a kernel, per channel. */
    public int kernelElements() {
        return Math.multiplyExact(kernelHeight, kernelWidth);
    }

    /** Rows from the first under the kernel to the last. */
    public int coveredRows() {
        return (kernelHeight - 1) * dilationHeight + 1;
    }

    /** Columns from the first under the kernel to the last. */
    public int coveredColumns() {
        return (kernelWidth - 1) * dilationWidth + 1;
    }

    /** Rows added before the first of {@code height}; negative where rows are left out. */
    public int rowsBefore(int height) {
        return switch (padding) {
            case SAME -> same(height, coveredRows(), strideHeight) / 2;
            case VALID -> 0;
            case CAUSAL -> coveredRows() - 1;
            case NEWEST -> coveredRows() - strideHeight;
        };
    }

    /** Columns added before the first of {@code width}. */
    public int columnsBefore(int width) {
        return padding == Padding.SAME ? same(width, coveredColumns(), strideWidth) / 2 : 0;
    }

    /** Rows of the output. */
    public int outputHeight(int height) {
        return padding == Padding.SAME ? (height + strideHeight - 1) / strideHeight
            : places(height + rowsBefore(height), coveredRows(), strideHeight);
    }

    /** Columns of the output. */
    public int outputWidth(int width) {
        return padding == Padding.SAME ? (width + strideWidth - 1) / strideWidth
            : places(width, coveredColumns(), strideWidth);
    }

    private static int places(int extent, int covered, int stride) {
        return extent < covered ? 0 : (extent - covered) / stride + 1;
    }

    /** How much is added in all. */
    private static int same(int extent, int covered, int stride) {
        int outputs = (extent + stride - 1) / stride;
        return Math.max(0, (outputs - 1) * stride + covered - extent);
    }
}
