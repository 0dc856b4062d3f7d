package dev.pipit.apps.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import dev.pipit.framework.npy.Npy;

/**
 * Where two arrays of one type and shape differ: whole numbers in any bit, real ones by value.
 *
 * @param count   how many numbers differ
 * @param of      how many there are
 * @param largest difference; infinite where one of two is not a number
 * @param first   index of the first
 */
record ArrayDifference(int count, int of, double largest, int first) {
    /** Empty if there is none. */
    static Optional<ArrayDifference> between(Npy is, Npy expected) {
        if (Arrays.equals(is.bytes(), expected.bytes())) {
            return Optional.empty();
        }
        int count = 0;
        int first = -1;
        double largest = 0;
        for (int i = 0; i < is.elements(); i++) {
            if (differ(is, expected, i)) {
                count++;
                first = first < 0 ? i : first;
                double difference = Math.abs(is.get(i) - expected.get(i));
                largest = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(largest, difference);
            }
        }
        return count == 0 ? Optional.empty() : Optional.of(new ArrayDifference(count, is.elements(), largest, first));
    }

    /** Whole numbers of 64 bits may differ where a double does not show it; +0 and −0 do not differ. */
    private static boolean differ(Npy is, Npy expected, int i) {
        double a = is.get(i);
        double b = expected.get(i);
        if (a == b) {
            int size = is.type().size();
            boolean whole = is.type() != Npy.Type.FLOAT32 && is.type() != Npy.Type.FLOAT64;
            return whole && !Arrays.equals(is.bytes(), i * size, (i + 1) * size, expected.bytes(), i * size,
                (i + 1) * size);
        }
        return !(Double.isNaN(a) && Double.isNaN(b));
    }

    /** {@code 3 of 40 differ, by at most 2, first at 7}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d of %d differ, by at most %s, first at %d", count, of, number(largest),
            first);
    }

    /** Whole where it is. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value)
            : Double.toString(value);
    }
}
