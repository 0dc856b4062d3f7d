package dev.pipit.sensors.sound;

/**
 * How loud it is.
 *
 * <p>Unit: dB relative to full scale; a sine that goes from −1 to 1 has a peak of 0 and a mean of −3.01.
 *
 * @param rmsDbfs  of the root of the mean square; −120 where there is less
 * @param peakDbfs of the largest sample; −120 where there is less
 */
public record Level(double rmsDbfs, double peakDbfs) {
    private static final double LEAST_DB = -120;

    /** Of a root mean square and a peak, both as fractions of full scale. */
    public static Level of(double rms, double peak) {
        return new Level(decibels(rms), decibels(peak));
    }

    private static double decibels(double fraction) {
        return Math.max(LEAST_DB, 20 * Math.log10(Math.max(fraction, 1e-9)));
    }
}
