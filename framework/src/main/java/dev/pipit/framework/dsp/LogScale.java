package dev.pipit.framework.dsp;

import java.util.Objects;

/**
 * Logarithm of energies, with something to keep silence finite.
 *
 * <p>Unit of the result: nepers of whatever is given, or dB of a power. NaN in, NaN out.
 *
 * @param unit    of the result
 * @param floor   where the logarithm ends, in the unit of the energies; above 0
 * @param method  what the floor does
 * @param range   how far below the greatest number of a row the others may be, in the unit of the result;
 *                {@link Double#POSITIVE_INFINITY} for no limit. librosa does this over a whole recording
 *                ({@code top_db}), which a stream does not have: here it is over one row
 */
public record LogScale(Unit unit, double floor, Method method, double range) {
    /** Of the result. */
    public enum Unit {
        /** ln(x). */
        NEPER(1),
        /** 10 log10(x). */
        DECIBEL(10 / Math.log(10));

        private final double perNeper;

        Unit(double perNeper) {
            this.perNeper = perNeper;
        }
    }

    /** What the floor does. */
    public enum Method {
        /** log(max(x, floor)). */
        CLAMP,
        /** log(x + floor). */
        ADD
    }

    public LogScale {
        Objects.requireNonNull(unit);
        Objects.requireNonNull(method);
        if (!(floor > 0)) {
            throw new IllegalArgumentException("floor must be above 0: floor=" + floor);
        }
        if (!(range > 0)) {
            throw new IllegalArgumentException("range must be above 0: range=" + range);
        }
    }

    /** ln(max(x, floor)). */
    public static LogScale natural(double floor) {
        return new LogScale(Unit.NEPER, floor, Method.CLAMP, Double.POSITIVE_INFINITY);
    }

    /** 10 log10(max(x, floor)). */
    public static LogScale decibel(double floor) {
        return new LogScale(Unit.DECIBEL, floor, Method.CLAMP, Double.POSITIVE_INFINITY);
    }

    /** With the floor added to every number instead of put under it. */
    public LogScale adding() {
        return new LogScale(unit, floor, Method.ADD, range);
    }

    /** With nothing further than {@code below} under the greatest number of a row. */
    public LogScale range(double below) {
        return new LogScale(unit, floor, method, below);
    }

    /** The logarithm of one energy; the range, which needs a row, is not applied. */
    public double of(double energy) {
        return unit.perNeper * Math.log(method == Method.ADD ? energy + floor : Math.max(energy, floor));
    }

    /** Replaces the first {@code length} numbers of {@code row} by their logarithms. */
    public void apply(float[] row, int length) {
        float greatest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            row[i] = (float) of(row[i]);
            greatest = Math.max(greatest, row[i]);
        }
        float least = (float) (greatest - range);
        for (int i = 0; i < length; i++) {
            row[i] = Math.max(row[i], least);
        }
    }
}
