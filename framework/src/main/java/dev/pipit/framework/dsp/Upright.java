package dev.pipit.framework.dsp;

/**
 * Looks at a vector as if the sensor stood upright: what of it is vertical, how much is horizontal, or turned so that
 * gravity points along z.
 *
 * <p>The heading is not known to an accelerometer: {@link #horizontal} is the length without the direction, the same
 * however the sensor is turned about the vertical. {@link #turn} turns by the shortest way.
 *
 * <p>Unit: that of the vector. Error: below 1e-12 of its length. Cost: no allocation.
 */
public final class Upright {
    private double ux;
    private double uy;
    private double uz = 1;

    /** Upright already: up is z. */
    public Upright() {
    }

    /**
     * Says where up is: the vector that gravity is measured as, of any length.
     *
     * @return false, and nothing has changed, if it has no direction
     */
    public boolean up(double x, double y, double z) {
        double length = Math.sqrt(x * x + y * y + z * z);
        if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
            return false;
        }
        ux = x / length;
        uy = y / length;
        uz = z / length;
        return true;
    }

    /** The part of a vector that points up. */
    public double vertical(double x, double y, double z) {
        return x * ux + y * uy + z * uz;
    }

    /** The length of the part of a vector that is level. */
    public double horizontal(double x, double y, double z) {
        double up = vertical(x, y, z);
        double a = x - up * ux;
        double b = y - up * uy;
        double c = z - up * uz;
        return Math.sqrt(a * a + b * b + c * c);
    }

    /**
     * Turns the vector {@code from[at]}, {@code from[at + 1]}, {@code from[at + 2]} as if up were z, into the same places
     * of {@code into}, which may be {@code from}.
     */
    public void turn(float[] from, int at, float[] into) {
        double x = from[at];
        double y = from[at + 1];
        double z = from[at + 2];
        if (uz < -1 + 1e-12) {                              // upside down: half a turn about x
            into[at] = (float) x;
            into[at + 1] = (float) -y;
            into[at + 2] = (float) -z;
            return;
        }
        double shared = (x * ux + y * uy) / (1 + uz);       // Rodrigues, for the turn from up to z
        into[at] = (float) (x - ux * (z + shared));
        into[at + 1] = (float) (y - uy * (z + shared));
        into[at + 2] = (float) vertical(x, y, z);
    }
}
