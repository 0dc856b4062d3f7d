package dev.pipit.framework.dsp;

/**
 * Velocity of a vibration in a band, from its acceleration: each frequency is integrated by itself.
 *
 * <p>Equal, up to rounding, to √(Σ density(f) / (2πf)² × bin width) over the bins within the band.
 *
 * <p>Unit: density in (m/s²)²/Hz, as {@link Welch} gives it; the result in m/s, root mean square. ISO 20816-1 looks at
 * 10 to 1000 Hz, and at 2 Hz on for slow machines. Error: the taper of {@link Welch} leaks one bin and a half: the
 * lower edge should lie at least four bins above 0. Cost: one pass over the band, no allocation.
 */
public final class VibrationVelocity {
    private final double[] weights;
    private final int first;

    /**
     * @param bins   of the density
     * @param binHz  distance of two bins
     * @param fromHz lower edge of the band, above 0
     * @param toHz   upper edge of the band
     */
    public VibrationVelocity(int bins, double binHz, double fromHz, double toHz) {
        if (!(fromHz > 0 && fromHz < toHz)) {
            throw new IllegalArgumentException(
                "fromHz must be above 0 and below toHz: fromHz=" + fromHz + ", toHz=" + toHz);
        }
        first = (int) Math.max(1, Math.ceil(fromHz / binHz));
        int last = (int) Math.min(bins - 1L, (long) Math.floor(toHz / binHz));
        if (last < first) {
            throw new IllegalArgumentException("the band must hold a bin: fromHz=" + fromHz + ", toHz=" + toHz
                + ", binHz=" + binHz);
        }
        weights = new double[last - first + 1];
        for (int k = 0; k < weights.length; k++) {
            double omega = 2 * Math.PI * (first + k) * binHz;
            weights[k] = binHz / (omega * omega);
        }
    }

    /** The velocity, root mean square. */
    public double rms(float[] density) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += density[first + k] * weights[k];
        }
        return Math.sqrt(sum);
    }
}
