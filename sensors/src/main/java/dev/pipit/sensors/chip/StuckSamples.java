package dev.pipit.sensors.chip;

import java.util.Arrays;

/** Counts equal samples in a row. */
final class StuckSamples {
    private final int channels;
    private final int most;                    // 0: any number is fine
    private final float[] last;
    private int equal;
    private boolean varied;
    private boolean first;

    StuckSamples(int channels, int most) {
        this.channels = channels;
        this.most = most;
        last = new float[channels];
        restart();
    }

    /** Whether the last of {@code n} more samples is the same as that many before. */
    boolean sees(float[] samples, int n) {
        if (most == 0) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            equal = same(samples, i * channels) ? equal + 1 : 0;
            varied |= equal == 0 && !first;
            first = false;
        }
        return equal >= most;
    }

    /** Whether two samples differed since the beginning. */
    boolean varied() {
        return varied || most == 0;
    }

    private boolean same(float[] samples, int at) {
        boolean same = true;
        for (int c = 0; c < channels; c++) {
            same &= samples[at + c] == last[c];
            last[c] = samples[at + c];
        }
        return same;
    }

    /** The next sample is not equal to any. */
    void restart() {
        Arrays.fill(last, Float.NaN);
        equal = 0;
        varied = false;
        first = true;
    }
}
