package dev.pipit.framework.decision;

import java.util.Arrays;

/**
 * Mean of the last n numbers, where n may change from one to the next. Numbers that have not come yet count as 0, so
 * that a single loud score at the start does not decide.
 *
 * <p>Error: the sum is made anew in double each time; scores that are multiples of 1/256 give an exact mean.
 */
final class MovingMean {
    private final float[] last;                // a circle
    private int at;

    MovingMean(int capacity) {
        last = new float[capacity];
    }

    void add(float value) {
        at = at + 1 == last.length ? 0 : at + 1;
        last[at] = value;
    }

    /** Mean of the last {@code n}, 1 to the capacity. */
    float of(int n) {
        double sum = 0;
        int i = at;
        for (int k = 0; k < n; k++) {
            sum += last[i];
            i = i == 0 ? last.length - 1 : i - 1;
        }
        return (float) (sum / n);
    }

    void clear() {
        Arrays.fill(last, 0);
    }
}
