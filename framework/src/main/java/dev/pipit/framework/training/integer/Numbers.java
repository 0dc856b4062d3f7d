package dev.pipit.framework.training.integer;

/**
 * A tensor with its numbers. Around it, it is 0.
 *
 * @param shape  extents
 * @param scale  what the numbers stand for
 * @param values row by row, column by column; −128 to 127, or 0 to 255 without sign
 */
@SuppressWarnings("ArrayRecordComponent")
public record Numbers(Shape shape, Scale scale, int[] values) {
    public Numbers {
        if (values.length != shape.elements()) {
            throw new IllegalArgumentException("there must be as many numbers as the shape has: shape=" + shape
                + ", numbers=" + values.length);
        }
    }

    /** The number at a place; the zero point outside. */
    public int at(int row, int column, int channel) {
        return contains(row, column) ? values[(row * shape.width() + column) * shape.channels() + channel]
            : scale.zeroPoint();
    }

    /** What the number at a place stands for, in steps of the scale; 0 outside. */
    int steps(int row, int column, int channel) {
        return at(row, column, channel) - scale.zeroPoint();
    }

    /** Whether a place lies inside. */
    boolean contains(int row, int column) {
        return row >= 0 && row < shape.height() && column >= 0 && column < shape.width();
    }

    /** What the number at a place stands for. */
    public double real(int row, int column, int channel) {
        return scale.real(at(row, column, channel));
    }
}
