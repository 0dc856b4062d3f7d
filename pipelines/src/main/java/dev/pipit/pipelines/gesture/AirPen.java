package dev.pipit.pipelines.gesture;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What an IMU in a wand would measure while somebody writes into the air: synthesised, for demonstrations and tests.
 *
 * <p>The wand points along an axis of the sensor that is level at first, follows the lines of a drawing smoothly, and
 * rests before and after; a hand trembles, the chip has noise and an offset. The same seed gives the same samples.
 *
 * <p>Shape: samples {@code [n, 6]}, interleaved. Unit: m/s² and rad/s.
 */
public final class AirPen {
    private static final double GRAVITY = 9.80665;
    private static final double REST_SECONDS = 0.6;
    private static final double TREMBLE = 0.015;            // of a drawing's size
    private static final double ACCELERATION_NOISE = 0.08; // m/s²
    private static final double TURNING_NOISE = 0.01;      // rad/s

    private final double rateHz;
    private final SplittableRandom random;
    private final double[] offset;
    private final double roll;
    private float[] samples = new float[0];
    private double[] pointing = {1, 0, 0};                 // in the room: x ahead, y left, z up
    private double[] left = {0, 1, 0};                     // the sensor's y axis there

    /** @param rateHz samples a second, at least 20 */
    public AirPen(double rateHz, long seed) {
        if (!(rateHz >= 20)) {
            throw new IllegalArgumentException("rateHz must be at least 20: rateHz=" + rateHz);
        }
        this.rateHz = rateHz;
        random = new SplittableRandom(seed);
        offset = new double[] {0.03 * gaussian(), 0.03 * gaussian(), 0.03 * gaussian()};
        roll = 0.3 * gaussian();                           // nobody holds a wand quite upright
        left = new double[] {0, Math.cos(roll), Math.sin(roll)};
    }

    private double gaussian() {
        double sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum - 6;
    }

    /**
     * Rests, draws, and rests.
     *
     * @param seconds that the drawing takes, above 0
     * @param corners of its lines: right, up, right, up …, about 1 high
     */
    public AirPen draw(double seconds, double... corners) {
        double size = 0.5 * (0.85 + 0.3 * random.nextDouble());
        double[] bent = corners.clone();
        for (int i = 0; i < bent.length; i++) {
            bent[i] = size * (corners[i] + TREMBLE * gaussian());
        }
        rest(REST_SECONDS);
        int n = Math.max(2, (int) Math.round(seconds * (0.85 + 0.3 * random.nextDouble()) * rateHz));
        double startRight = Math.atan2(-pointing[1], pointing[0]);
        double startUp = Math.asin(pointing[2]);
        for (int i = 1; i <= n; i++) {
            double t = i / (double) n;
            double along = t * t * (3 - 2 * t);            // starts and ends at rest
            double[] at = along(bent, along);
            aim(startRight + at[0] - bent[0], startUp + at[1] - bent[1]);
        }
        rest(REST_SECONDS);
        home();
        return this;
    }

    /** Samples so far. */
    public float[] samples() {
        return samples.clone();
    }

    /** Goes back slowly, so slowly that it is no stroke. */
    private void home() {
        double right = Math.atan2(-pointing[1], pointing[0]);
        double up = Math.asin(pointing[2]);
        int n = (int) Math.ceil(rateHz * (0.2 + 6 * Math.hypot(right, up)));
        for (int i = 1; i <= n; i++) {
            double t = i / (double) n;
            aim(right * (1 - t), up * (1 - t));
        }
    }

    private void rest(double seconds) {
        for (int i = 0; i < seconds * rateHz; i++) {
            add(0, 0, 0);
        }
    }

    private static double[] along(double[] corners, double part) {
        double length = 0;
        for (int i = 2; i < corners.length; i += 2) {
            length += Math.hypot(corners[i] - corners[i - 2], corners[i + 1] - corners[i - 1]);
        }
        double left = part * length;
        for (int i = 2; i < corners.length; i += 2) {
            double here = Math.hypot(corners[i] - corners[i - 2], corners[i + 1] - corners[i - 1]);
            if (left <= here || i == corners.length - 2) {
                double t = here == 0 ? 0 : Math.min(1, left / here);
                return new double[] {corners[i - 2] + t * (corners[i] - corners[i - 2]),
                    corners[i - 1] + t * (corners[i + 1] - corners[i - 1])};
            }
            left -= here;
        }
        return Arrays.copyOf(corners, 2);
    }

    /** Turns the wand by the shortest way, within one sample, until it points there. */
    private void aim(double right, double up) {
        double[] there = {Math.cos(up) * Math.cos(right), -Math.cos(up) * Math.sin(right), Math.sin(up)};
        double[] axis = cross(pointing, there);
        double sine = Math.sqrt(dot(axis, axis));
        double angle = Math.atan2(sine, dot(pointing, there));
        double speed = sine == 0 ? 0 : angle * rateHz / sine;
        double[] third = cross(pointing, left);
        add(speed * dot(axis, pointing), speed * dot(axis, left), speed * dot(axis, third));
        double[] unit = {axis[0] / Math.max(sine, 1e-12), axis[1] / Math.max(sine, 1e-12), axis[2] / Math.max(sine, 1e-12)};
        left = turned(left, unit, angle);
        pointing = there;
    }

    private void add(double wx, double wy, double wz) {
        double[] third = cross(pointing, left);
        int at = samples.length;
        samples = Arrays.copyOf(samples, at + 6);
        double[] values = {GRAVITY * pointing[2], GRAVITY * left[2], GRAVITY * third[2], wx + offset[0], wy + offset[1],
            wz + offset[2]};
        for (int i = 0; i < 6; i++) {
            samples[at + i] = (float) (values[i] + (i < 3 ? ACCELERATION_NOISE : TURNING_NOISE) * gaussian());
        }
    }

    private static double[] turned(double[] v, double[] axis, double angle) {
        double[] aside = cross(axis, v);
        double along = dot(axis, v) * (1 - Math.cos(angle));
        double[] turned = new double[3];
        for (int i = 0; i < 3; i++) {
            turned[i] = v[i] * Math.cos(angle) + aside[i] * Math.sin(angle) + axis[i] * along;
        }
        return turned;
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }
}
