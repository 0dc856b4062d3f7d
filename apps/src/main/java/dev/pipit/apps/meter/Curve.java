package dev.pipit.apps.meter;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Misses and false accepts of one word over all thresholds.
 *
 * @param model  name of the model
 * @param label  the word
 * @param points by rising threshold
 * @param chosen the one of the threshold that is set
 */
public record Curve(String model, String label, List<Point> points, Point chosen) {
    public Curve {
        points = List.copyOf(points);
    }

    private static final int STEPS = 100;

    /**
     * @param positives traces of the word in recordings that hold it, at least one
     * @param negatives traces of the word in everything else, at least one
     */
    public static Curve of(String model, String label, float threshold, long refractoryNanos, List<Trace> positives,
            List<Trace> negatives, double negativeHours) {
        var thresholds = new TreeSet<Float>();
        for (int i = 1; i < STEPS; i++) {
            thresholds.add((float) i / STEPS);
        }
        thresholds.add(threshold);
        List<Point> points = thresholds.stream()
            .map(t -> point(t, refractoryNanos, positives, negatives, negativeHours)).toList();
        return new Curve(model, label, points, point(threshold, refractoryNanos, positives, negatives, negativeHours));
    }

    private static Point point(float threshold, long refractoryNanos, List<Trace> positives, List<Trace> negatives,
            double hours) {
        int misses = (int) positives.stream().filter(trace -> trace.max() < threshold).count();
        int accepts = negatives.stream().mapToInt(trace -> trace.detections(threshold, refractoryNanos)).sum();
        return new Point(threshold, misses, positives.size(), accepts, hours);
    }

    /** The point with the fewest misses among those with at most so many false accepts an hour. */
    public Optional<Point> best(double falseAcceptsPerHour) {
        return points.stream().filter(point -> point.falseAcceptsPerHour() <= falseAcceptsPerHour).findFirst();
    }
}
