package dev.pipit.framework.dsp;

import java.util.Arrays;

/**
 * How far a line and its harmonics stand out of a spectrum.
 *
 * <p>Equal to: for each of the first {@code harmonics} multiples of a frequency, the logarithm of the largest value
 * within the tolerance around it over the median of what is within eight tolerances; the mean of these. Noise alone
 * gives about 0.8 to 1; a clear fault 2 and more.
 *
 * <p>Unit: none (natural logarithm of a ratio). Range: harmonics that lie beyond the spectrum are left out; 0 if all do.
 * Cost: a partial sort of the neighbourhood, no allocation.
 */
public final class LineStrength {
    private static final int NEIGHBOURHOOD = 8;
    private static final double LEAST_HZ = 3;

    private final double binHz;
    private final int bins;
    private final int harmonics;
    private final double tolerance;
    private final float[] around;

    /**
     * @param bins      of the spectrum
     * @param binHz     distance of two bins
     * @param harmonics at least 1
     * @param tolerance how far the line may be off, as a part of its frequency: 0.01
     */
    public LineStrength(int bins, double binHz, int harmonics, double tolerance) {
        if (harmonics < 1 || !(tolerance > 0 && tolerance < 0.1)) {
            throw new IllegalArgumentException("harmonics must be at least 1, tolerance above 0 and below 0.1: harmonics="
                + harmonics + ", tolerance=" + tolerance);
        }
        this.bins = bins;
        this.binHz = binHz;
        this.harmonics = harmonics;
        this.tolerance = tolerance;
        around = new float[bins];
    }

    /** How far {@code hz}, above 0, and its harmonics stand out. */
    public double of(float[] spectrum, double hz) {
        double sum = 0;
        int counted = 0;
        for (int h = 1; h <= harmonics; h++) {
            double centre = h * hz;
            double width = Math.max(centre * tolerance, 2 * binHz);
            double wide = NEIGHBOURHOOD * Math.max(width, LEAST_HZ);
            int last = bin(centre + wide);
            if (last >= bins) {
                break;
            }
            int first = Math.max(1, bin(centre - wide));
            float largest = 0;
            for (int k = bin(centre - width); k <= bin(centre + width); k++) {
                largest = Math.max(largest, spectrum[k]);
            }
            System.arraycopy(spectrum, first, around, 0, last - first + 1);
            Arrays.sort(around, 0, last - first + 1);
            float median = around[(last - first) / 2];
            sum += median > 0 ? Math.log(largest / median) : 0;
            counted++;
        }
        return counted == 0 ? 0 : sum / counted;
    }

    private int bin(double hz) {
        return (int) Math.max(0, Math.round(hz / binHz));
    }
}
