package dev.pipit.apps.maintenance;

import dev.pipit.framework.dsp.Welch;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.pipelines.maintenance.Features;

/** The mean density over all frames and channels that shake, for a picture. */
final class MeanSpectrum {
    private static final int PIECE = 1_024;

    private final Features features;
    private final double rateHz;
    private Welch welch;
    private float[] density;
    private double[] sum;
    private long count;

    MeanSpectrum(SignalFormat signal, Features features) {
        this.features = features;
        rateHz = signal.rateHz();
    }

    void accept(Frame frame) {
        if (frame.length() < PIECE) {
            return;
        }
        if (welch == null) {
            welch = new Welch(frame.length(), frame.channels(), PIECE, rateHz);
            density = new float[welch.bins()];
            sum = new double[welch.bins()];
        }
        for (int c = 0; c < frame.channels(); c++) {
            if (!features.shakes(c)) {
                continue;
            }
            welch.apply(frame.samples(), c, density);
            for (int k = 0; k < density.length; k++) {
                sum[k] += density[k];
            }
            count++;
        }
    }

    /** In decibels; empty of slow signals. */
    float[] decibels() {
        float[] decibels = new float[count == 0 ? 0 : sum.length];
        for (int k = 0; k < decibels.length; k++) {
            decibels[k] = (float) (10 * Math.log10(Math.max(1e-20, sum[k] / count)));
        }
        return decibels;
    }
}
