package dev.pipit.pipelines.maintenance;

import java.util.Optional;

import dev.pipit.framework.adaptation.Trend;
import dev.pipit.framework.decision.HealthIndex;

/**
 * When the health of a machine will reach a level, by the line through the logarithms of its distances from normal: they
 * move long before the health does, which is 1 up to the limit, and wear grows by a factor rather than by a sum.
 */
public final class HealthTrend {
    private static final int POINTS = 12;
    /** Means that the health is of, in a point. */
    private static final int MEANS = 2;
    private static final double LEAST = 1e-3;

    private final Trend trend = new Trend(POINTS);
    private final int perPoint;
    private double sum;
    private int count;

    /**
     * With no point yet.
     *
     * @param averaged distances that the health is of, at least 1; a point is a mean of twice as many
     */
    public HealthTrend(int averaged) {
        if (averaged < 1) {
            throw new IllegalArgumentException("averaged must be at least 1: averaged=" + averaged);
        }
        perPoint = MEANS * averaged;
    }

    /** Takes the distance of a frame, in limits, with its time. No allocation; a distance that is no number is left out. */
    public void add(double seconds, double distance) {
        if (Double.isNaN(distance)) {
            return;
        }
        sum += Math.log(Math.max(LEAST, Math.min(HealthIndex.MOST, distance)));
        count++;
        if (count == perPoint) {
            trend.add(seconds, -sum / count);
            sum = 0;
            count = 0;
        }
    }

    /** When the health will have fallen to {@code level}, from the last point; empty with too few of them. */
    public Optional<Trend.Meeting> falls(double level) {
        return trend.falls(Math.log(level));
    }
}
