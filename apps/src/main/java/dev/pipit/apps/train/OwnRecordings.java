package dev.pipit.apps.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import dev.pipit.apps.Recordings;
import dev.pipit.framework.training.sound.Loudness;
import dev.pipit.framework.training.sound.Pcm16;
import dev.pipit.framework.training.sound.WordBounds;

/** Recordings that the user brings. What cannot be used is named and left out. */
final class OwnRecordings {
    static final String COLLECTION = "own";
    private static final double SHORTEST_SECONDS = 0.15;
    private static final double LONGEST_SECONDS = 3;
    private static final double SILENCE_DBFS = -60;
    private static final int PIECE = 60 * Pcm16.RATE_HZ;

    private final Consumer<String> warnings;

    OwnRecordings(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /**
     * Recordings that each hold the word. The speaker is the folder that a file lies in, below the one that is given.
     *
     * @throws IOException if there is none that can be used
     */
    List<Clip> words(Path folder, String word) throws IOException {
        List<Clip> clips = new ArrayList<>();
        for (Path file : Recordings.find(List.of(folder))) {
            try {
                float[] samples = audible(file);
                Clip clip = Clip.of(COLLECTION, speaker(folder, file), word, samples);
                double seconds = clip.bounds().map(WordBounds::length).orElse(0) / (double) Pcm16.RATE_HZ;
                if (seconds < SHORTEST_SECONDS || seconds > LONGEST_SECONDS) {
                    throw new IOException(file + String.format(Locale.ROOT,
                        ": a word must be %.2f to %.0f s long between silence: it is %.2f s", SHORTEST_SECONDS,
                        LONGEST_SECONDS, seconds));
                }
                clips.add(clip);
            } catch (IOException e) {
                warnings.accept(e.getMessage() + "; left out");
            }
        }
        return any(folder, clips);
    }

    /**
     * Speech and sounds without the word, in pieces of at most a minute; the speaker of a piece is its file and number.
     *
     * @throws IOException if there is none that can be used
     */
    List<Clip> others(Path folder) throws IOException {
        List<Clip> clips = new ArrayList<>();
        for (Path file : Recordings.find(List.of(folder))) {
            try {
                float[] samples = audible(file);
                for (int at = 0; at < samples.length; at += PIECE) {
                    float[] piece = Arrays.copyOfRange(samples, at, Math.min(samples.length, at + PIECE));
                    clips.add(Clip.of(COLLECTION, COLLECTION + ':' + folder.relativize(file) + '#' + at / PIECE, "", piece));
                }
            } catch (IOException e) {
                warnings.accept(e.getMessage() + "; left out");
            }
        }
        return any(folder, clips);
    }

    private static <T> List<T> any(Path folder, List<T> clips) throws IOException {
        if (clips.isEmpty()) {
            throw new IOException(folder + ": none of its recordings can be used");
        }
        return clips;
    }

    private static float[] audible(Path file) throws IOException {
        float[] samples = Recording.samples(file);
        if (Loudness.peakDbfs(samples) < SILENCE_DBFS) {
            throw new IOException(file + ": is silent");
        }
        return samples;
    }

    private static String speaker(Path folder, Path file) {
        Path below = folder.relativize(file);
        return COLLECTION + ':' + (below.getNameCount() > 1 ? below.getName(0) : "");
    }
}
