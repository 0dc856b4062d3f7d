package dev.pipit.sensors.simulated;

import java.util.function.IntToDoubleFunction;

/** Finds the raw number that a data sheet's formula turns into a value: by halving, as the formulas have no inverse. */
final class Inverse {
    private Inverse() {
    }

    /** The first of 0 to {@code most} that {@code rising} turns into {@code value} or more; {@code most} if none. */
    static int of(int most, IntToDoubleFunction rising, double value) {
        int low = 0;
        int high = most;
        while (low < high) {
            int middle = low + (high - low) / 2;
            if (rising.applyAsDouble(middle) >= value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
