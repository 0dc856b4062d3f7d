package dev.pipit.apps;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import dev.pipit.framework.training.sound.Loudness;
import dev.pipit.framework.training.sound.MicroFeatureRows;
import dev.pipit.framework.training.sound.Noise;
import dev.pipit.framework.training.sound.WordBounds;
import dev.pipit.pipelines.wakeword.Enrolment;
import dev.pipit.sensors.sound.Channel;

/**
 * Recordings as an {@link Enrolment} takes them: after a moment of faint noise, in which the front end learns what silence is,
 * and those of the word in copies with pink noise. The same recordings in the same order give the same copies.
 */
public final class VoiceLessons {
    /** A word takes no longer. */
    public static final double LONGEST_SECONDS = 2;

    private static final double LEAD_SECONDS = 1.6;
    private static final double TAIL_SECONDS = 0.8;
    private static final double FLOOR_DBFS = -72;

    private final Enrolment enrolment;
    private final MicroFeatureRows frontEnd = new MicroFeatureRows();
    private final SplittableRandom random = new SplittableRandom(1);

    public VoiceLessons(Enrolment enrolment) {
        this.enrolment = enrolment;
    }

    /** Takes a recording of the word, which is at {@code bounds}. */
    public void word(float[] samples, WordBounds bounds) {
        float[] clean = led(samples);
        WordBounds later = bounds.later((int) (LEAD_SECONDS * Recordings.RATE_HZ));
        List<byte[]> copies = new ArrayList<>();
        for (double snrDb : Enrolment.COPIES_SNR_DB) {
            float[] copy = clean.clone();
            if (Double.isFinite(snrDb)) {
                Loudness.addNoise(copy, later.from(), later.to(), Noise.pink(copy.length, random), snrDb);
            }
            copies.add(frontEnd.of(copy, 0).values());
        }
        enrolment.word(copies, later.from() / (double) Recordings.RATE_HZ, later.to() / (double) Recordings.RATE_HZ);
    }

    /** Takes other speech. */
    public void other(float[] samples) {
        enrolment.other(frontEnd.of(led(samples), 0).values(), LEAD_SECONDS);
    }

    /** Takes the half minute of other speech that comes with the program. */
    public void bundled() throws IOException {
        Path copy = Files.createTempFile("pipit-others-", ".wav");
        try (InputStream in = Main.class.getResourceAsStream("others.wav")) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            other(samples(copy));
        } finally {
            Files.delete(copy);
        }
    }

    /** All of a recording: 16 kHz, one channel. */
    public static float[] samples(Path file) throws IOException {
        float[] samples = new float[1 << 16];
        int count = 0;
        try (Recordings.Recording recording = Recordings.open(file, Channel.MEAN)) {
            for (int n = 0; n >= 0; count += Math.max(0, n)) {
                samples = count == samples.length ? Arrays.copyOf(samples, 2 * count) : samples;
                n = recording.sound().read(samples, count, samples.length - count);
            }
        }
        return Arrays.copyOf(samples, count);
    }

    private float[] led(float[] from) {
        int lead = (int) (LEAD_SECONDS * Recordings.RATE_HZ);
        float[] samples = Noise.white(lead + from.length + (int) (TAIL_SECONDS * Recordings.RATE_HZ), random);
        Loudness.toRms(samples, FLOOR_DBFS);
        for (int i = 0; i < from.length; i++) {
            samples[lead + i] += from[i];
        }
        return samples;
    }
}
