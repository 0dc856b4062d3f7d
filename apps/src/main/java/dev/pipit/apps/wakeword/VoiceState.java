package dev.pipit.apps.wakeword;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import dev.pipit.apps.Main;
import dev.pipit.apps.Recordings;
import dev.pipit.framework.adaptation.StateFolder;
import dev.pipit.framework.training.sound.Loudness;
import dev.pipit.framework.training.sound.MicroFeatureRows;
import dev.pipit.framework.training.sound.Noise;
import dev.pipit.framework.training.sound.WordBounds;
import dev.pipit.pipelines.wakeword.Enrolment;
import dev.pipit.pipelines.wakeword.Personal;
import dev.pipit.pipelines.wakeword.Word;
import dev.pipit.sensors.sound.Channel;

/** What was learned of a voice, in its folder: enrols, loads, keeps. */
final class VoiceState implements AutoCloseable {
    static final int LEAST = 3;
    static final int MOST = 5;

    private static final double LEAD_SECONDS = 1.6;
    private static final double TAIL_SECONDS = 0.8;
    private static final double COUNTED_SECONDS = 1.5;
    private static final double FLOOR_DBFS = -72;
    /** How far noise is below the word in the copies that are learned. */
    private static final double[] SNR_DB = {5, 0};
    private static final double PIECE_SECONDS = 1.5;
    private static final int ROWS_A_SECOND = 100;
    private static final int ROW = 40;

    private final StateFolder folder;
    private final Word word;

    private VoiceState(StateFolder folder, Word word) {
        this.folder = folder;
        this.word = word;
    }

    /** @throws IOException if it cannot be written, or something else learned there */
    static VoiceState open(Path folder, Word word) throws IOException {
        return new VoiceState(StateFolder.open(folder, Personal.KIND), word);
    }

    /** @throws IOException if nothing was enrolled yet, or for another word */
    Personal load() throws IOException {
        StateFolder.Version newest = folder.current().orElseThrow(() ->
            new IOException("nobody has enrolled yet: pipit wake-word --enrol DIR --state DIR"));
        try {
            return Personal.of(newest.state(), word);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Keeps it, with a note of what happened. */
    int save(Personal personal, String note) throws IOException {
        return folder.save(personal.state(), note).number();
    }

    /**
     * Learns a voice.
     *
     * @param recordings of the word
     * @param others     other speech; the bundled one if there is none
     * @throws IOException if there are too few or too many, or the word cannot be found in one
     */
    Personal enrol(List<Path> recordings, Optional<Path> others) throws IOException {
        if (recordings.size() < LEAST || recordings.size() > MOST) {
            throw new IOException("a voice enrols with " + LEAST + " to " + MOST + " recordings of the word: there are "
                + recordings.size());
        }
        Enrolment enrolment = new Enrolment(word);
        MicroFeatureRows frontEnd = new MicroFeatureRows();
        SplittableRandom random = new SplittableRandom(1);
        for (Path recording : recordings) {
            float[] samples = samples(recording);
            WordBounds bounds = WordBounds.of(samples).orElseThrow(() ->
                new IOException(recording + ": no word stands out in this recording; is it silent, or too noisy?"));
            float[] clean = led(samples, random);
            enrolment.word(frontEnd.of(clean, 0).values(), step(COUNTED_SECONDS));
            int lead = (int) (LEAD_SECONDS * Recordings.RATE_HZ);
            for (double snr : SNR_DB) {
                float[] noisy = clean.clone();
                Loudness.addNoise(noisy, lead + bounds.from(), lead + bounds.to(), Noise.pink(noisy.length, random), snr);
                enrolment.word(frontEnd.of(noisy, 0).values(), step(COUNTED_SECONDS));
            }
        }
        for (Path each : others.isPresent() ? Recordings.find(List.of(others.get())) : List.of(bundled())) {
            enrolment.others(frontEnd.of(led(samples(each), random), 0).values(), step(PIECE_SECONDS));
            if (others.isEmpty()) {
                Files.delete(each);
            }
        }
        return Personal.of(word, enrolment);
    }

    private int step(double seconds) {
        int size = word.model().main().tensors().get(word.model().main().inputs().get(0)).elements();
        return (int) (seconds * ROWS_A_SECOND * ROW / size);
    }

    private static Path bundled() throws IOException {
        Path copy = Files.createTempFile("pipit-others-", ".wav");
        try (InputStream in = Main.class.getResourceAsStream("others.wav")) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }

    private static float[] samples(Path file) throws IOException {
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

    /** After a moment of faint noise, in which the front end learns what silence is. */
    private static float[] led(float[] from, SplittableRandom random) {
        int lead = (int) (LEAD_SECONDS * Recordings.RATE_HZ);
        float[] samples = Noise.white(lead + from.length + (int) (TAIL_SECONDS * Recordings.RATE_HZ), random);
        Loudness.toRms(samples, FLOOR_DBFS);
        for (int i = 0; i < from.length; i++) {
            samples[lead + i] += from[i];
        }
        return samples;
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
