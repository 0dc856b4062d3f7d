package dev.pipit.framework.dsp;

/**
 * Which way is up, from what an accelerometer measures: a first-order low pass that begins with the first sample.
 *
 * <p>At rest an accelerometer measures 9.81 m/s² upwards; what moves back and forth faster than the time constant
 * averages out. A constant acceleration over the time constant is taken for gravity.
 *
 * <p>Shape: x, y, z in, x, y, z out. Unit: that of the samples. Error: after a step by s it is off by
 * {@code s × exp(−t / timeConstant)}. Cost: three multiplications a sample, no allocation.
 */
public final class Gravity {
    private final double keep;
    private double x;
    private double y;
    private double z;
    private boolean begun;

    /**
     * @param rateHz              samples a second, above 0
     * @param timeConstantSeconds after which 63 % of a step is followed, at least a sample; 1 s suits a hand
     */
    public Gravity(double rateHz, double timeConstantSeconds) {
        if (!(rateHz > 0) || !(timeConstantSeconds * rateHz >= 1)) {
            throw new IllegalArgumentException("rateHz must be above 0, the time constant at least a sample: rateHz="
                + rateHz + ", timeConstantSeconds=" + timeConstantSeconds);
        }
        keep = Math.exp(-1 / (rateHz * timeConstantSeconds));
    }

    /** Takes a sample. One that is no number is passed over. */
    public void add(double ax, double ay, double az) {
        if (!Double.isFinite(ax + ay + az)) {
            return;
        }
        double old = begun ? keep : 0;
        x = old * x + (1 - old) * ax;
        y = old * y + (1 - old) * ay;
        z = old * z + (1 - old) * az;
        begun = true;
    }

    /** Forgets: the next sample is the first. */
    public void restart() {
        begun = false;
    }

    public double x() {
        return x;
    }

    public double y() {
        return y;
    }

    public double z() {
        return z;
    }

    /** Length of the vector; 0 before the first sample. */
    public double length() {
        return Math.sqrt(x * x + y * y + z * z);
    }
}
