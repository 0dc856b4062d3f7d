package dev.pipit.apps.train;

import java.util.List;

/** Brings each of the teacher's numbers to mean 0 and variance 1. */
final class TeacherScale {
    /** What a step of the bytes is in which the teacher's numbers are kept. */
    static final float STEP = 0.625f;
    private static final double LEAST_VARIANCE = 1e-3;

    private final float[] mean = new float[Teacher.SIZE];
    private final float[] factor = new float[Teacher.SIZE];

    /** Measured over all that the teacher said of the examples. */
    TeacherScale(List<WordExample> examples) {
        double[] sum = new double[Teacher.SIZE];
        double[] squares = new double[Teacher.SIZE];
        long count = 0;
        for (WordExample example : examples) {
            for (int i = 0; i + Teacher.SIZE <= example.lessons().length; i += Teacher.SIZE, count++) {
                for (int c = 0; c < Teacher.SIZE; c++) {
                    double value = example.lessons()[i + c] * STEP;
                    sum[c] += value;
                    squares[c] += value * value;
                }
            }
        }
        for (int c = 0; c < Teacher.SIZE && count > 0; c++) {
            mean[c] = (float) (sum[c] / count);
            factor[c] = (float) (1 / Math.sqrt(Math.max(LEAST_VARIANCE, squares[c] / count - sum[c] / count * sum[c] / count)));
        }
    }

    static byte keep(float value) {
        return (byte) Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, Math.round(value / STEP)));
    }

    /** Number {@code c} of a row, as it was kept. */
    float of(byte kept, int c) {
        return (kept * STEP - mean[c]) * factor[c];
    }
}
