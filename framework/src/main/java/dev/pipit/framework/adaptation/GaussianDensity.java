package dev.pipit.framework.adaptation;

/** A normal distribution of places. Threads: one at a time. */
final class GaussianDensity {
    private final double[] mean;
    private final Cholesky factor;
    private final double logDeterminant;
    private final double[] away;

    /** @param covariance {@code [n, n]} */
    GaussianDensity(double[] mean, double[] covariance) {
        this.mean = mean;
        factor = Cholesky.of(covariance, mean.length);
        logDeterminant = factor.logDeterminant();
        away = new double[mean.length];
    }

    /** ln of the density at a place, but for a number that is the same for all distributions. Allocates nothing. */
    double log(double[] place) {
        for (int i = 0; i < away.length; i++) {
            away[i] = place[i] - mean[i];
        }
        factor.forward(away);
        double square = 0;
        for (double each : away) {
            square += each * each;
        }
        return -(square + logDeterminant) / 2;
    }
}
