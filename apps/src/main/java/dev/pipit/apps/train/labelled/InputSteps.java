package dev.pipit.apps.train.labelled;

import java.util.List;

import dev.pipit.framework.training.integer.Scale;

/**
 * Where the 8-bit input has its 0 and how large its steps are, for each column: q = (x − centre) / step, rounded and held
 * at −128 and 127. So all columns come to about the same size, whatever their units, and the normalisation costs the
 * device nothing beyond the rounding that it does anyway.
 *
 * @param centres in the unit of the column
 * @param steps   in the unit of the column, above 0
 */
public record InputSteps(List<Float> centres, List<Float> steps) {
    /** The scale of the model's input: 1 is the deviation of a column. */
    public static final Scale SCALE = new Scale(1f / 32, 0);

    private static final double LEAST_DEVIATION = 1e-6;

    public InputSteps {
        centres = List.copyOf(centres);
        steps = List.copyOf(steps);
    }

    /** By mean and deviation of each column of some rows. */
    public static InputSteps of(List<float[]> rows, int columns) {
        double[] sums = new double[columns];
        double[] squares = new double[columns];
        long count = 0;
        for (float[] some : rows) {
            for (int i = 0; i < some.length; i++) {
                sums[i % columns] += some[i];
                squares[i % columns] += (double) some[i] * some[i];
            }
            count += some.length / columns;
        }
        Float[] centres = new Float[columns];
        Float[] steps = new Float[columns];
        for (int c = 0; c < columns; c++) {
            double mean = sums[c] / count;
            double deviation = Math.sqrt(Math.max(0, squares[c] / count - mean * mean));
            centres[c] = (float) mean;
            steps[c] = (float) (Math.max(deviation, LEAST_DEVIATION) * SCALE.scale());
        }
        return new InputSteps(List.of(centres), List.of(steps));
    }

    /** Rows as the model takes them. */
    public byte[] quantize(float... rows) {
        byte[] numbers = new byte[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int column = i % centres.size();
            float steps = (rows[i] - centres.get(column)) / this.steps.get(column);
            numbers[i] = (byte) Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, Math.round(steps)));
        }
        return numbers;
    }
}
