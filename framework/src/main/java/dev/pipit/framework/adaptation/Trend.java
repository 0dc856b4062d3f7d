package dev.pipit.framework.adaptation;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where a number is going: a straight line through its last points, and when it will meet a level.
 *
 * <p>The line is that of Theil and Sen: the median of all slopes between two points, so that some odd points do not turn
 * it. The interval is the one within which 90 % of the slopes lie that Kendall's statistic allows.
 *
 * <p>Unit: times in seconds. Cost: points² / 2 slopes for each answer, which allocates: not for every frame.
 * Source: P. K. Sen, Estimates of the regression coefficient based on Kendall's tau, Journal of the American Statistical
 * Association 63 (1968).
 */
public final class Trend {
    private static final double NORMAL_90 = 1.6449;              // of the normal distribution, two sides of 5 %
    private static final int LEAST_POINTS = 10;

    private final double[] times;
    private final double[] values;
    private int count;
    private int next;

    /**
     * When a level will be met.
     *
     * @param seconds  from the last point; infinite if never, 0 if it is met already
     * @param earliest lower end of the interval
     * @param latest   upper end of the interval, infinite where the trend may be none
     */
    public record Meeting(double seconds, double earliest, double latest) {
    }

    /** @param points that are kept, at least 10 */
    public Trend(int points) {
        if (points < LEAST_POINTS) {
            throw new IllegalArgumentException("points must be at least " + LEAST_POINTS + ": points=" + points);
        }
        times = new double[points];
        values = new double[points];
    }

    /** Takes a point; its time must be after that of the point before. */
    public void add(double seconds, double value) {
        times[next] = seconds;
        values[next] = value;
        next = (next + 1) % times.length;
        count = Math.min(count + 1, times.length);
    }

    /** Units per second; empty with fewer than 10 points. */
    public OptionalDouble slope() {
        double[] slopes = slopes();
        return slopes.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(slopes[slopes.length / 2]);
    }

    /** When the value will have fallen to {@code level}; empty with fewer than 10 points. */
    public Optional<Meeting> falls(double level) {
        double[] slopes = slopes();
        if (slopes.length == 0) {
            return Optional.empty();
        }
        double n = count;
        double spread = NORMAL_90 * Math.sqrt(n * (n - 1) * (2 * n + 5) / 18);
        int low = (int) Math.max(0, Math.round((slopes.length - spread) / 2));
        int high = (int) Math.min(slopes.length - 1L, Math.round((slopes.length + spread) / 2));
        double above = level() - level;
        return Optional.of(new Meeting(until(above, slopes[slopes.length / 2]), until(above, slopes[low]),
            until(above, slopes[high])));
    }

    /** What the line says for the last point: the median of what it says by each point. */
    private double level() {
        double[] slopes = slopes();
        double slope = slopes[slopes.length / 2];
        double last = times[(next + times.length - 1) % times.length];
        double[] levels = new double[count];
        for (int i = 0; i < count; i++) {
            levels[i] = values[i] + slope * (last - times[i]);
        }
        Arrays.sort(levels);
        return levels[count / 2];
    }

    private static double until(double above, double slope) {
        return above <= 0 ? 0 : slope >= 0 ? Double.POSITIVE_INFINITY : above / -slope;
    }

    /** Sorted. */
    private double[] slopes() {
        if (count < LEAST_POINTS) {
            return new double[0];
        }
        double[] slopes = new double[count * (count - 1) / 2];
        int k = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                slopes[k++] = (values[i] - values[j]) / (times[i] - times[j]);
            }
        }
        Arrays.sort(slopes);
        return slopes;
    }
}
