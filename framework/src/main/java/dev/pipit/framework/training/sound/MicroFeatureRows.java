package dev.pipit.framework.training.sound;

import java.util.Arrays;

import dev.pipit.framework.dsp.micro.Int8Features;
import dev.pipit.framework.dsp.micro.MicroFrontend;
import dev.pipit.framework.dsp.micro.MicroFrontendSettings;

/**
 * Feature rows of whole recordings by the front end of the device: 480 samples a row, 160 further each time, 40
 * channels, as 8-bit numbers.
 *
 * <p>The front end begins without an idea of the noise and learns it within a second: rows until then are larger than
 * they will ever be again, and {@code skipRows} leaves them out.
 * Threads: one object a thread. Cost: about 10 µs a row.
 */
public final class MicroFeatureRows {
    /** Samples from one row to the next. */
    public static final int HOP = Pcm16.RATE_HZ / 100;
    /** Rows of the first second, in which the front end learns the noise. */
    public static final int WARM_UP_ROWS = 100;

    private final MicroFrontend frontend = new MicroFrontend(MicroFrontendSettings.standard());
    private final int frameLength = frontend.settings().frameLength();
    private final int channels = frontend.settings().bands().count();
    private final int[] row = new int[channels];

    /** The front end as all public models of microWakeWord were trained. */
    public MicroFeatureRows() {
    }

    /** The settings of the front end, for the key of what is kept. */
    public MicroFrontendSettings settings() {
        return frontend.settings();
    }

    /** Numbers a row. */
    public int channels() {
        return channels;
    }

    /** Rows of so many samples, none left out. */
    public int rows(int samples) {
        return samples < frameLength ? 0 : (samples - frameLength) / HOP + 1;
    }

    /** The first row that has heard everything before {@code sample}, none left out. */
    public int rowAt(int sample) {
        return Math.max(0, (sample - frameLength + HOP - 1) / HOP);
    }

    /** The rows of a recording from its first sample on, less the first {@code skipRows}. */
    public FeatureRows of(float[] samples, int skipRows) {
        int rows = rows(samples.length);
        var values = new byte[rows * channels];
        frontend.reset();
        for (int k = 0; k < rows; k++) {
            frontend.process(samples, k * HOP, row, 0);
            Int8Features.convert(row, values, k * channels);
        }
        return new FeatureRows(channels, Arrays.copyOfRange(values, Math.min(skipRows, rows) * channels, values.length));
    }
}
