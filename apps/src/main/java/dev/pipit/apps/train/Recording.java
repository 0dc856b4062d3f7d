package dev.pipit.apps.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import dev.pipit.apps.Recordings;
import dev.pipit.sensors.sound.Channel;

/**
 * A recording to learn from, or to be judged by.
 *
 * @param collection where it comes from
 * @param speaker    who is heard, unique over all collections; recordings of one speaker belong on the same side of a split
 * @param word       what is said in it, if that is one word or phrase; else empty
 */
public record Recording(Path file, String collection, String speaker, String word) {
    private static final int PIECE = 1 << 16;

    /** All of it: 16 kHz, one channel, full scale ±1. */
    public float[] samples() throws IOException {
        return samples(file);
    }

    /** All of a file, at 16 kHz. */
    public static float[] samples(Path file) throws IOException {
        float[] samples = new float[PIECE];
        int count = 0;
        try (Recordings.Recording recording = Recordings.open(file, Channel.MEAN)) {
            for (int n = 0; n >= 0; count += Math.max(0, n)) {
                samples = count + PIECE > samples.length ? Arrays.copyOf(samples, 2 * samples.length) : samples;
                n = recording.sound().read(samples, count, PIECE);
            }
        }
        return Arrays.copyOf(samples, count);
    }
}
