package dev.pipit.framework.dsp;

import java.util.Arrays;

/**
 * The shape of a stroke: points at equal distances along its path, centred, scaled so that the longer side of its box is
 * 2. Where it was drawn, how large, and how fast does not matter any more; in which direction and how it is turned does.
 *
 * <p>Shape: points {@code [count, 2]} in, {@code [points, 2]} out, within −1 to 1. Cost: two passes, no allocation.
 */
public final class StrokeShape {
    private final int points;

    /** @param points of the shape, at least 2 */
    public StrokeShape(int points) {
        if (points < 2) {
            throw new IllegalArgumentException("points must be at least 2: points=" + points);
        }
        this.points = points;
    }

    /**
     * Computes the shape of {@code count} points.
     *
     * @return the length of the path, in the unit of the points; 0 and a shape of zeros if there is none
     */
    public double apply(float[] path, int count, float[] shape) {
        double length = 0;
        for (int i = 1; i < count; i++) {
            length += distance(path, i);
        }
        if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
            Arrays.fill(shape, 0, 2 * points, 0);
            return 0;
        }
        resample(path, count, length, shape);
        fit(shape);
        return length;
    }

    private void resample(float[] path, int count, double length, float[] shape) {
        int segment = 1;
        double before = 0;
        double here = distance(path, 1);
        for (int p = 0; p < points; p++) {
            double wanted = length * p / (points - 1);
            while (segment < count - 1 && before + here < wanted) {
                before += here;
                segment++;
                here = distance(path, segment);
            }
            double part = here == 0 ? 0 : Math.min(1, (wanted - before) / here);
            for (int c = 0; c < 2; c++) {
                float from = path[2 * (segment - 1) + c];
                shape[2 * p + c] = (float) (from + part * (path[2 * segment + c] - from));
            }
        }
    }

    private void fit(float[] shape) {
        float left = shape[0];
        float right = shape[0];
        float low = shape[1];
        float high = shape[1];
        for (int p = 1; p < points; p++) {
            left = Math.min(left, shape[2 * p]);
            right = Math.max(right, shape[2 * p]);
            low = Math.min(low, shape[2 * p + 1]);
            high = Math.max(high, shape[2 * p + 1]);
        }
        float half = Math.max(right - left, high - low) / 2;
        for (int p = 0; p < points; p++) {
            shape[2 * p] = (shape[2 * p] - (left + right) / 2) / half;
            shape[2 * p + 1] = (shape[2 * p + 1] - (low + high) / 2) / half;
        }
    }

    private static double distance(float[] path, int i) {
        return Math.hypot(path[2 * i] - path[2 * i - 2], path[2 * i + 1] - path[2 * i - 1]);
    }
}
