package dev.pipit.framework.dsp;

/**
 * What a pointer writes into the air: integrates the turning of a wand, and says where it points, right and up of where
 * it pointed at first.
 *
 * <p>Up is where gravity was at the start; from then on only the gyroscope counts, whose drift does not matter within the
 * seconds of a stroke. The direction in which the wand points is an axis of the sensor, which must not be vertical at
 * the start.
 *
 * <p>Shape: points {@code [count, 2]}. Unit: rad, to the right and upwards. Error: below 1e-3 rad for a turn of 1 rad in
 * 0.5 s sampled at 50 Hz; pinned by {@code StrokePathTest}. Cost: one turn of a rotation a sample, no allocation.
 * Source: O. Rodrigues' formula for the turn of a sample's angle.
 */
public final class StrokePath {
    private final double period;
    private final int axis;
    private final float[] points;
    private final Upright upright = new Upright();
    private final double[] r = new double[9];              // from the sensor's axes now to those at the start, row-major
    private final double[] forward = new double[3];
    private final double[] right = new double[3];
    private final double[] up = new double[3];
    private double startUp;
    private int count;

    /**
     * @param rateHz   samples a second, above 0
     * @param axis     that points: 0 for x, 1 for y, 2 for z
     * @param capacity most points, at least 2
     */
    public StrokePath(double rateHz, int axis, int capacity) {
        if (!(rateHz > 0) || axis < 0 || axis > 2 || capacity < 2) {
            throw new IllegalArgumentException("rateHz must be above 0, axis 0 to 2, capacity at least 2: rateHz="
                + rateHz + ", axis=" + axis + ", capacity=" + capacity);
        }
        period = 1 / rateHz;
        this.axis = axis;
        points = new float[2 * capacity];
    }

    /** Begins a stroke; gravity is as it is measured now: upwards, of any length. */
    public void begin(double gx, double gy, double gz) {
        if (!upright.up(gx, gy, gz)) {
            upright.up(0, 0, 1);
        }
        for (int i = 0; i < 9; i++) {
            r[i] = i % 4 == 0 ? 1 : 0;
        }
        up[0] = upright.vertical(1, 0, 0);
        up[1] = upright.vertical(0, 1, 0);
        up[2] = upright.vertical(0, 0, 1);
        double level = 0;
        for (int i = 0; i < 3; i++) {
            forward[i] = (i == axis ? 1 : 0) - up[axis] * up[i];
            level += forward[i] * forward[i];
        }
        for (int i = 0; i < 3; i++) {
            forward[i] /= Math.max(1e-9, Math.sqrt(level));
        }
        right[0] = forward[1] * up[2] - forward[2] * up[1];
        right[1] = forward[2] * up[0] - forward[0] * up[2];
        right[2] = forward[0] * up[1] - forward[1] * up[0];
        startUp = Math.asin(Math.max(-1, Math.min(1, up[axis])));
        count = 0;
        point();
    }

    /** Takes how fast it turns about its axes, rad/s. Beyond the capacity nothing more is written. */
    public void turn(double wx, double wy, double wz) {
        double angle = Math.sqrt(wx * wx + wy * wy + wz * wz) * period;
        if (!(angle < Double.POSITIVE_INFINITY)) {
            return;
        }
        if (angle > 1e-12) {
            double x = wx * period / angle;
            double y = wy * period / angle;
            double z = wz * period / angle;
            double s = Math.sin(angle);
            double c = 1 - Math.cos(angle);
            for (int row = 0; row < 9; row += 3) {          // r = r × turn
                double a = r[row];
                double b = r[row + 1];
                double d = r[row + 2];
                double along = c * (a * x + b * y + d * z);
                r[row] = a * (1 - c) + along * x + s * (b * z - d * y);
                r[row + 1] = b * (1 - c) + along * y + s * (d * x - a * z);
                r[row + 2] = d * (1 - c) + along * z + s * (a * y - b * x);
            }
        }
        point();
    }

    private void point() {
        if (2 * count == points.length) {
            return;
        }
        double x = r[axis];
        double y = r[3 + axis];
        double z = r[6 + axis];
        double ahead = x * forward[0] + y * forward[1] + z * forward[2];
        double aside = x * right[0] + y * right[1] + z * right[2];
        double above = x * up[0] + y * up[1] + z * up[2];
        points[2 * count] = (float) Math.atan2(aside, ahead);
        points[2 * count + 1] = (float) (Math.asin(Math.max(-1, Math.min(1, above))) - startUp);
        count++;
    }

    /** Points so far. */
    public int count() {
        return count;
    }

    /** The points themselves, {@link #count} of them; written by the next sample. */
    public float[] points() {
        return points;
    }
}
