package dev.pipit.apps.features;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import dev.pipit.framework.stream.Source;
import dev.pipit.sensors.recording.WavFile;
import dev.pipit.sensors.sound.Converted;

/**
 * One channel of a recording, in memory.
 *
 * @param samples −1 to 1
 */
@SuppressWarnings("ArrayRecordComponent")
public record Sound(float[] samples) {
    /** The mean of all channels. */
    public static final int MEAN = -1;

    private static final int BLOCK = 4_096;

    /**
     * Reads a WAV file and resamples it where it has another rate.
     *
     * @param channel counted from 0, or {@link #MEAN}
     * @throws IOException if it cannot be read or has no such channel; in one line
     */
    public static Sound load(Path file, int channel, int rateHz) throws IOException {
        try (Source recording = WavFile.open(file);
                Source source = channel == MEAN ? Converted.mean(recording, rateHz)
                    : Converted.channel(recording, channel, rateHz)) {
            float[] samples = new float[BLOCK];
            int filled = 0;
            for (int n = 0; n >= 0; n = source.read(samples, filled, samples.length - filled)) {
                filled += n;
                if (filled == samples.length) {
                    samples = Arrays.copyOf(samples, Math.multiplyExact(2, filled));
                }
            }
            return new Sound(Arrays.copyOf(samples, filled));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
