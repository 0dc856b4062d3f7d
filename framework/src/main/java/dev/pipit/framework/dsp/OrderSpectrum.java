package dev.pipit.framework.dsp;

/**
 * How strongly a machine shakes once in a turn of its shaft, twice, three times: the spectrum over orders, whatever its
 * speed and however that changes. Computed order tracking: the samples are taken anew at even steps of the angle, over as
 * many whole turns as the frame has, by cubic interpolation; their mean is removed; Hann taper; FFT.
 *
 * <p>Shape: a frame of {@code length} samples to {@code [bins]}; bin k stands at order k / turns, so that whole orders lie
 * on bins. Unit: amplitudes in that of the samples. Error: of frequencies up to a tenth of the rate less than 1 %; nothing
 * is mirrored to low orders while the shaft stays above half of its mean speed in the frame. Cost: a {@link RealFft}, no
 * allocation. Threads: one at a time.
 * Source: K. R. Fyfe, E. D. S. Munck, Analysis of computed order tracking, Mechanical Systems and Signal Processing 11
 * (1997).
 */
public final class OrderSpectrum {
    /** With fewer, neighbouring orders are not parted. */
    public static final int LEAST_TURNS = 4;

    /** Of a line: its energy in its own bin and the two beside it, under a Hann taper. */
    private static final double LINE_ENERGY = 1.5;

    private final int length;
    private final RealFft fft;
    private final float[] taper;
    private final double scale;
    private final float[] even;
    private final float[] transform;

    /** @param length samples of a frame, 4 to 65536 */
    public OrderSpectrum(int length) {
        if (length < 4 || length > 65_536) {
            throw new IllegalArgumentException("length must be from 4 to 65536: length=" + length);
        }
        this.length = length;
        int points = Integer.highestOneBit(length - 1) << 1;
        fft = new RealFft(points);
        taper = Taper.HANN.coefficients(points);
        double sum = 0;
        for (float w : taper) {
            sum += w;
        }
        scale = 2 / sum;
        even = new float[points];
        transform = new float[points + 2];
    }

    /** Numbers out. */
    public int bins() {
        return fft.bins();
    }

    /**
     * Writes the amplitudes of the frame at {@code x[from]}, samples {@code stride} apart.
     *
     * @param turns of the shaft since the first sample, {@code [length]}, as {@link ShaftAngle} gives them
     * @param into  {@code [bins]}
     * @return whole turns that were looked at; 0 if they are fewer than {@value #LEAST_TURNS}, and then nothing was written
     */
    public int apply(float[] x, int from, int stride, double[] turns, float[] into) {
        int whole = (int) turns[length - 1];
        if (whole < LEAST_TURNS) {
            return 0;
        }
        resample(x, from, stride, turns, (double) whole / even.length);
        double sum = 0;
        for (float value : even) {
            sum += value;
        }
        float mean = (float) (sum / even.length);
        for (int i = 0; i < even.length; i++) {
            even[i] = (even[i] - mean) * taper[i];
        }
        fft.forward(even, transform);
        for (int k = 0; k < fft.bins(); k++) {
            into[k] = (float) (scale * Math.hypot(transform[2 * k], transform[2 * k + 1]));
        }
        return whole;
    }

    private void resample(float[] x, int from, int stride, double[] turns, double step) {
        int n = 0;
        for (int i = 0; i < even.length; i++) {
            double angle = i * step;
            while (n < length - 2 && turns[n + 1] <= angle) {
                n++;
            }
            double part = Math.max(0, Math.min(1, (angle - turns[n]) / Math.max(Double.MIN_NORMAL, turns[n + 1] - turns[n])));
            even[i] = cubic(x, from, stride, n, part);
        }
    }

    /** The polynomial through the two samples before and the two behind (Lagrange). */
    private float cubic(float[] x, int from, int stride, int n, double t) {
        double a = x[from + Math.max(0, n - 1) * stride];
        double b = x[from + n * stride];
        double c = x[from + (n + 1) * stride];
        double d = x[from + Math.min(length - 1, n + 2) * stride];
        return (float) (-t * (t - 1) * (t - 2) / 6 * a + (t + 1) * (t - 1) * (t - 2) / 2 * b
            - (t + 1) * t * (t - 2) / 2 * c + (t + 1) * t * (t - 1) / 6 * d);
    }

    /**
     * The amplitude of a line at an order, by the energy in its bin and those beside it.
     *
     * @param spectrum as {@link #apply} wrote it
     * @param turns    that it returned, above 0
     * @return 0 beyond the last bin
     */
    public static double amplitude(float[] spectrum, int turns, double order) {
        int bin = (int) Math.round(order * turns);
        double energy = 0;
        for (int k = Math.max(1, bin - 1); k <= bin + 1 && k < spectrum.length; k++) {
            energy += (double) spectrum[k] * spectrum[k];
        }
        return Math.sqrt(energy / LINE_ENERGY);
    }
}
