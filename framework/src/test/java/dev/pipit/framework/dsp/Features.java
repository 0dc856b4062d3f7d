package dev.pipit.framework.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What {@link LogMel} and {@link Mfcc} have in common, to compare either with a table of rows. */
interface Features {
    /** Writes the features of the frame that begins at {@code x[from]}. */
    void apply(float[] x, int from, float[] row);

    /** How far a number may be away from the one expected in a row. */
    interface Tolerance {
        double of(float[] expectedRow, int column);
    }

    /** Compares the first {@code columns} of each expected row with the features of the frame {@code row × hop}. */
    static void assertRows(float[][] expected, int columns, Features features, float[] samples, int hop,
                           Tolerance tolerance) {
        var row = new float[columns];
        for (int r = 0; r < expected.length; r++) {
            features.apply(samples, r * hop, row);
            for (int c = 0; c < columns; c++) {
                assertEquals(expected[r][c], row[c], tolerance.of(expected[r], c), "row " + r + ", column " + c);
            }
        }
    }
}
