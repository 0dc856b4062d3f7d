package dev.pipit.pipelines.gesture;

import java.util.SplittableRandom;

import dev.pipit.framework.dsp.StrokeShape;

/**
 * Draws as another person would: turned, slanted, wider or narrower, and bent. Synthesised; the same seed gives the same
 * drawing.
 *
 * <p>How much, is a guess at handwriting: turned by 0.2 rad, slanted by a quarter, wider or narrower by a fifth (standard
 * deviations), and bent by three waves along the way of up to 6 % of the height.
 */
public final class OtherHand {
    private static final int PATH = 128;
    private static final double TURN = 0.2;
    private static final double SLANT = 0.25;
    private static final double WIDTH = 0.2;
    private static final double BEND = 0.06;
    private static final int WAVES = 3;

    private final SplittableRandom random;

    /** A hand of its own for each seed. */
    public OtherHand(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * The shape of a drawing.
     *
     * @param corners of its lines: right, up, right, up …, about 1 high
     */
    public float[] shape(int points, double... corners) {
        float[] path = new float[corners.length];
        for (int i = 0; i < path.length; i++) {
            path[i] = (float) corners[i];
        }
        float[] even = new float[2 * PATH];
        new StrokeShape(PATH).apply(path, path.length / 2, even);
        bend(even, turned());
        float[] shape = new float[2 * points];
        new StrokeShape(points).apply(even, PATH, shape);
        return shape;
    }

    /** What to multiply right and up by: two rows. */
    private double[] turned() {
        double turn = TURN * gaussian();
        double slant = SLANT * gaussian();
        double wide = Math.exp(WIDTH * gaussian());
        double cos = Math.cos(turn);
        double sin = Math.sin(turn);
        return new double[] {wide * cos, slant * cos - sin / wide, wide * sin, slant * sin + cos / wide};
    }

    private void bend(float[] path, double... turned) {
        double[] waves = new double[2 * WAVES];
        for (int k = 0; k < WAVES; k++) {
            double height = 2 * BEND / Math.sqrt(k + 1.0);                     // a shape is 2 high
            waves[2 * k] = height * gaussian();
            waves[2 * k + 1] = height * gaussian();
        }
        for (int p = 0; p < PATH; p++) {
            double right = turned[0] * path[2 * p] + turned[1] * path[2 * p + 1];
            double up = turned[2] * path[2 * p] + turned[3] * path[2 * p + 1];
            for (int k = 0; k < WAVES; k++) {
                double wave = Math.cos(Math.PI * (k + 1) * p / (PATH - 1));
                right += waves[2 * k] * wave;
                up += waves[2 * k + 1] * wave;
            }
            path[2 * p] = (float) right;
            path[2 * p + 1] = (float) up;
        }
    }

    /** Of twelve evenly distributed numbers. */
    private double gaussian() {
        double sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum - 6;
    }
}
