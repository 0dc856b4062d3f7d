package dev.pipit.framework.compression.harden;

import java.util.List;

/**
 * How an input lies: rows in time, and the columns of a row with how far they spread.
 *
 * @param rows    at least 1
 * @param spreads standard deviation of each column over some examples; 0 for one that is always the same
 */
public record Layout(int rows, List<Float> spreads) {
    public Layout {
        spreads = List.copyOf(spreads);
    }

    /**
     * Of examples.
     *
     * @param rows of each
     * @throws IllegalArgumentException if there are no examples or their numbers make no whole rows
     */
    public static Layout of(List<float[]> examples, int rows) {
        if (examples.isEmpty() || examples.get(0).length % rows != 0) {
            throw new IllegalArgumentException("examples must be whole rows: examples=" + examples.size() + ", rows=" + rows);
        }
        int columns = examples.get(0).length / rows;
        double[] sums = new double[columns];
        double[] squares = new double[columns];
        for (float[] example : examples) {
            for (int i = 0; i < example.length; i++) {
                sums[i % columns] += example[i];
                squares[i % columns] += (double) example[i] * example[i];
            }
        }
        double count = (double) examples.size() * rows;
        Float[] spreads = new Float[columns];
        for (int c = 0; c < columns; c++) {
            double mean = sums[c] / count;
            spreads[c] = (float) Math.sqrt(Math.max(0, squares[c] / count - mean * mean));
        }
        return new Layout(rows, List.of(spreads));
    }

    /** Numbers of a row. */
    public int columns() {
        return spreads.size();
    }

    /** Numbers of an input. */
    public int size() {
        return rows * columns();
    }

    /** Spread of the column that number {@code i} of an input is in. */
    public float spread(int i) {
        return spreads.get(i % columns());
    }
}
