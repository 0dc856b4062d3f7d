package dev.pipit.framework.training.integer;

/** Rows that are looked at together, one row further for each output. */
final class LastRows {
    private LastRows() {
    }

    static void check(int rows, Padding padding) {
        Check.that(rows >= 1, "rows must be at least 1: rows=%s", rows);
        Check.that(padding == Padding.VALID || padding == Padding.CAUSAL, "padding must be VALID or CAUSAL: padding=%s",
            padding);
    }

    /** How many outputs there are. */
    static int outputs(Shape in, int rows, Padding padding) {
        return padding == Padding.CAUSAL ? in.height() : Math.max(0, in.height() - rows + 1);
    }

    /** The first row that an output is computed from; negative before the first of all. */
    static int first(int output, int rows, Padding padding) {
        return padding == Padding.CAUSAL ? output - rows + 1 : output;
    }
}
