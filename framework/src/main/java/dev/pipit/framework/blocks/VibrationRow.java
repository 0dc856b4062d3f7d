package dev.pipit.framework.blocks;

import dev.pipit.framework.dsp.Moments;
import dev.pipit.framework.dsp.VibrationVelocity;
import dev.pipit.framework.dsp.Welch;
import dev.pipit.framework.signal.FrameFormat;

/** Computes {@link VibrationFeatures} of one channel after the other. */
final class VibrationRow {
    private static final double LEAST = 1e-12;
    private static final double VELOCITY_FROM_HZ = 10;
    private static final double VELOCITY_TO_HZ = 1000;
    private static final int LEAST_BINS = 4;

    private final int length;
    private final int channels;
    private final Moments moments = new Moments();
    private final Welch welch;
    private final VibrationVelocity velocity;
    private final float[] density;
    private final double binHz;
    private final int[] edges;

    VibrationRow(VibrationFeatures settings, FrameFormat frames) {
        length = frames.length();
        channels = frames.signal().channels();
        double rateHz = frames.signal().rateHz();
        int piece = settings.piece();
        int bands = settings.bands();
        binHz = rateHz / piece;
        welch = new Welch(length, channels, piece, rateHz);
        density = new float[welch.bins()];
        double fromHz = Math.max(VELOCITY_FROM_HZ, LEAST_BINS * binHz);
        velocity = new VibrationVelocity(welch.bins(), binHz, fromHz, Math.max(VELOCITY_TO_HZ, 2 * fromHz));
        edges = new int[bands + 1];
        for (int band = 0; band <= bands; band++) {
            edges[band] = (int) Math.max(1, Math.round(settings.edgeHz(band, rateHz) / binHz));
        }
        edges[bands] = welch.bins();
    }

    /** Writes the features of a channel, from index {@code at} on. */
    void apply(float[] samples, int channel, float[] values, int at) {
        moments.apply(samples, channel, length, channels);
        welch.apply(samples, channel, density);
        values[at] = log(moments.rms());
        values[at + 1] = log(moments.peak());
        values[at + 2] = log(moments.crestFactor());
        values[at + 3] = log(moments.kurtosis());
        values[at + 4] = (float) moments.skewness();
        values[at + 5] = log(velocity.rms(density));
        for (int band = 0; band + 1 < edges.length; band++) {
            values[at + VibrationFeatures.BEFORE_BANDS + band] = log(energy(edges[band], edges[band + 1]));
        }
    }

    private double energy(int from, int to) {
        double sum = 0;
        for (int k = from; k < to; k++) {
            sum += density[k];
        }
        return sum * binHz;
    }

    static float log(double value) {
        return (float) Math.log(value < LEAST ? LEAST : value);        // NaN stays
    }
}
