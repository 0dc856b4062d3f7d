package dev.pipit.apps.meter;

/**
 * What one threshold gives.
 *
 * @param threshold            mean score that counts as yes
 * @param misses               recordings of the word in which it is not heard
 * @param positives            recordings of the word
 * @param falseAccepts         detections in what is not the word
 * @param negativeHours        length of that
 */
public record Point(float threshold, int misses, int positives, int falseAccepts, double negativeHours) {
    /** The two-sided 95 % quantile of the normal distribution. */
    private static final double Z = 1.959964;

    public double missRate() {
        return (double) misses / positives;
    }

    public double falseAcceptsPerHour() {
        return falseAccepts / negativeHours;
    }

    /** Lower end of the 95 % interval of the miss rate, after Wilson 1927. */
    public double missRateLow() {
        return wilson(-1);
    }

    /** Upper end of the 95 % interval of the miss rate, after Wilson 1927. */
    public double missRateHigh() {
        return wilson(1);
    }

    private double wilson(int side) {
        double n = positives;
        double p = missRate();
        double centre = p + Z * Z / (2 * n);
        double half = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        return Math.max(0, Math.min(1, (centre + side * half) / (1 + Z * Z / n)));
    }
}
