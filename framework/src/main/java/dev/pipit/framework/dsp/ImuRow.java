package dev.pipit.framework.dsp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How something moves, in named numbers: features of a frame of an accelerometer, alone or with a gyroscope.
 *
 * <p>Gravity is the mean of the frame. Looked at are the axes less gravity, and, so that it does not matter how the
 * sensor is turned about the vertical, the vertical and the horizontal part and the length; the same of the gyroscope.
 * Of each of these: mean, ln of the standard deviation, range, dominant frequency, centre of the spectrum, crossings of
 * the mean, ln of the mean step between samples, skewness, and ln of the energy in {@value #BANDS} bands. Then how the
 * axes go together (correlations), and where up is.
 *
 * <p>Shape: frames {@code [length, 3]} (x, y, z) or {@code [length, 6]} (x, y, z, then turning about x, y, z),
 * interleaved; rows {@code [names]}. Unit: m/s² and rad/s in; out those, Hz, or none. A constant channel gives finite
 * numbers. NaN in, NaN out. Cost: one FFT for each of 6 or 12 signals, no allocation.
 */
public final class ImuRow {
    private static final int BANDS = 6;
    private static final double[] EDGES_HZ = {0.3, 1.2, 2.2, 3.2, 5, 8, 15};
    private static final double LEAST = 1e-3;              // m/s² or rad/s, so that silence has a logarithm
    private static final List<String> MEASURES = List.of("mean", "deviation", "range", "dominant", "centre", "crossings",
        "step", "skewness", "band 0.3", "band 1.2", "band 2.2", "band 3.2", "band 5", "band 8");

    private final double rateHz;
    private final int length;
    private final int channels;
    private final List<String> names;
    private final float[] taper;
    private final RealFft fft;
    private final float[] padded;
    private final float[] spectrum;
    private final float[][] signals;                       // [signals, length]
    private final Upright upright = new Upright();
    private final Moments moments = new Moments();

    /**
     * @param rateHz   samples a second, at least 20
     * @param length   samples of a frame, 16 to 4096
     * @param channels 3, or 6 with a gyroscope
     */
    public ImuRow(double rateHz, int length, int channels) {
        if (!(rateHz >= 20) || length < 16 || length > 4096 || channels != 3 && channels != 6) {
            throw new IllegalArgumentException("rateHz must be at least 20, length 16 to 4096, channels 3 or 6: rateHz="
                + rateHz + ", length=" + length + ", channels=" + channels);
        }
        this.rateHz = rateHz;
        this.length = length;
        this.channels = channels;
        taper = Taper.HANN.coefficients(length);
        fft = new RealFft(Math.max(2, Integer.highestOneBit(2 * length - 1)));
        padded = new float[fft.size()];
        spectrum = new float[2 * fft.bins()];
        signals = new float[2 * channels][length];
        names = names(channels);
    }

    private static List<String> names(int channels) {
        List<String> names = new ArrayList<>();
        for (String kind : channels == 3 ? List.of("acceleration ") : List.of("acceleration ", "turning ")) {
            for (String part : List.of("x", "y", "z", "vertical", "horizontal", "length")) {
                MEASURES.forEach(measure -> names.add(kind + part + " " + measure));
            }
            List.of("xy", "xz", "yz").forEach(pair -> names.add(kind + pair + " correlation"));
        }
        names.addAll(List.of("up x", "up y", "up z"));
        return List.copyOf(names);
    }

    /** What the features are called, in order. */
    public List<String> names() {
        return names;
    }

    /** Computes the row of a frame. */
    public void apply(float[] frame, float[] row) {
        split(frame);
        int at = 0;
        for (int part = 0; part < signals.length; part++) {
            at = measure(signals[part], row, at);
            if (part % 6 == 5) {
                at = correlations(part - 5, row, at);
            }
        }
        row[at] = (float) upright.vertical(1, 0, 0);
        row[at + 1] = (float) upright.vertical(0, 1, 0);
        row[at + 2] = (float) upright.vertical(0, 0, 1);
    }

    /** The axes less gravity, and their vertical, horizontal part and length. */
    private void split(float[] frame) {
        double gx = mean(frame, 0);
        double gy = mean(frame, 1);
        double gz = mean(frame, 2);
        if (!upright.up(gx, gy, gz)) {
            upright.up(0, 0, 1);                           // nothing is measured: as if it stood upright
        }
        double gravity = Math.sqrt(gx * gx + gy * gy + gz * gz);
        for (int n = 0; n < length; n++) {
            double x = frame[n * channels];
            double y = frame[n * channels + 1];
            double z = frame[n * channels + 2];
            part(0, n, x - gx, y - gy, z - gz);
            signals[5][n] = (float) (Math.sqrt(x * x + y * y + z * z) - gravity);
            if (channels == 6) {
                part(6, n, frame[n * channels + 3], frame[n * channels + 4], frame[n * channels + 5]);
            }
        }
    }

    private void part(int first, int n, double x, double y, double z) {
        signals[first][n] = (float) x;
        signals[first + 1][n] = (float) y;
        signals[first + 2][n] = (float) z;
        signals[first + 3][n] = (float) upright.vertical(x, y, z);
        signals[first + 4][n] = (float) upright.horizontal(x, y, z);
        signals[first + 5][n] = (float) Math.sqrt(x * x + y * y + z * z);
    }

    private double mean(float[] frame, int channel) {
        double sum = 0;
        for (int n = 0; n < length; n++) {
            sum += frame[n * channels + channel];
        }
        return sum / length;
    }

    private int measure(float[] signal, float[] row, int at) {
        moments.apply(signal, 0, length, 1);
        double mean = moments.mean();
        double least = signal[0];
        double most = signal[0];
        double steps = 0;
        int crossings = 0;
        for (int n = 1; n < length; n++) {
            least = Math.min(least, signal[n]);
            most = Math.max(most, signal[n]);
            steps += Math.abs(signal[n] - signal[n - 1]);
            crossings += signal[n] > mean != signal[n - 1] > mean ? 1 : 0;
        }
        row[at] = (float) mean;
        row[at + 1] = (float) Math.log(LEAST + moments.rms());
        row[at + 2] = (float) (most - least);
        row[at + 5] = (float) (crossings / 2.0 * rateHz / length);
        row[at + 6] = (float) Math.log(LEAST + steps / (length - 1));
        row[at + 7] = (float) moments.skewness();
        spectrum(signal, mean, row, at);
        return at + MEASURES.size();
    }

    private void spectrum(float[] signal, double mean, float[] row, int at) {
        Arrays.fill(padded, length, padded.length, 0);
        for (int n = 0; n < length; n++) {
            padded[n] = (float) (taper[n] * (signal[n] - mean));
        }
        fft.forward(padded, spectrum);
        for (int band = 0; band < BANDS; band++) {
            row[at + 8 + band] = 0;
        }
        double total = 0;
        double weighted = 0;
        double strongest = 0;
        int dominant = 0;
        int band = 0;
        for (int k = 1; k < fft.bins(); k++) {
            double hz = k * rateHz / fft.size();
            double power = (spectrum[2 * k] * (double) spectrum[2 * k] + spectrum[2 * k + 1] * (double) spectrum[2 * k + 1])
                / fft.size();
            total += power;
            weighted += power * hz;
            if (power > strongest) {
                strongest = power;
                dominant = k;
            }
            while (band < BANDS && hz >= EDGES_HZ[band + 1]) {
                band++;
            }
            if (band < BANDS && hz >= EDGES_HZ[0]) {
                row[at + 8 + band] += (float) power;
            }
        }
        row[at + 3] = (float) (dominant * rateHz / fft.size());
        row[at + 4] = (float) (total == 0 ? 0 : weighted / total);
        for (int b = 0; b < BANDS; b++) {
            row[at + 8 + b] = (float) Math.log(LEAST * LEAST + row[at + 8 + b]);
        }
    }

    private int correlations(int first, float[] row, int at) {
        row[at] = correlation(signals[first], signals[first + 1]);
        row[at + 1] = correlation(signals[first], signals[first + 2]);
        row[at + 2] = correlation(signals[first + 1], signals[first + 2]);
        return at + 3;
    }

    /** −1 to 1; 0 where one of them does not move. */
    private float correlation(float[] a, float[] b) {
        double meanA = 0;
        double meanB = 0;
        for (int n = 0; n < length; n++) {
            meanA += a[n] / length;
            meanB += b[n] / length;
        }
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int n = 0; n < length; n++) {
            aa += (a[n] - meanA) * (a[n] - meanA);
            bb += (b[n] - meanB) * (b[n] - meanB);
            ab += (a[n] - meanA) * (b[n] - meanB);
        }
        return aa == 0 || bb == 0 ? 0 : (float) (ab / Math.sqrt(aa * bb));
    }
}
