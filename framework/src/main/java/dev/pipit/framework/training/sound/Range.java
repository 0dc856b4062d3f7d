package dev.pipit.framework.training.sound;

import java.util.SplittableRandom;

/**
 * Where a setting is drawn from, each number as likely as the other.
 *
 * @param from smallest
 * @param to   largest, at least {@code from}
 */
public record Range(double from, double to) {
    public Range {
        if (!(from <= to)) {
            throw new IllegalArgumentException("from must be at most to: from=" + from + ", to=" + to);
        }
    }

    /** A number of the range. */
    public double draw(SplittableRandom random) {
        return from + (to - from) * random.nextDouble();
    }

    void checkWithin(double low, double high, String name) {
        if (!(low <= from && to <= high)) {
            throw new IllegalArgumentException(
                name + " must be " + low + " to " + high + ": from=" + from + ", to=" + to);
        }
    }
}
