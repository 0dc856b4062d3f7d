package dev.pipit.pipelines.wakeword;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What travels with a wake-word model.
 *
 * @param name       short name: that of the manifest file, without its ending
 * @param label      the word, as people write it
 * @param model      the {@code .tflite} file, or the packed one
 * @param threshold  mean score that counts as yes, 0 to 1
 * @param averaged   how many of the last scores the mean is taken of
 * @param hop        time from one feature row to the next
 * @param refractory how long after a detection the next is held back
 * @param origin     where the model comes from, as it was written there: author, website, licence, training data,
 *                   measured accuracy; may be empty
 */
public record Manifest(String name, String label, Path model, float threshold, int averaged, Duration hop,
        Duration refractory, Map<String, String> origin) {
    /** Unless a manifest says otherwise. */
    public static final Duration REFRACTORY = Duration.ofSeconds(2);

    public Manifest {
        origin = Map.copyOf(origin);
    }

    /**
     * Reads a manifest, of microWakeWord (version 1 or 2) or of ours, which says more. A {@code .tflite} file, or one
     * that was packed ({@code .pipit}), is accepted too: the manifest is looked for beside it, and where there is none,
     * threshold 0.5, mean of 5 and a hop of 10 ms are assumed.
     *
     * @throws IOException if a file is missing, or is not a manifest; the message says what is wrong, in one line
     */
    public static Manifest load(Path file) throws IOException {
        return ManifestReader.load(file);
    }

    /** Whether {@link #load} had no manifest to read. */
    public boolean assumed() {
        return origin.containsKey(ManifestReader.ASSUMED);
    }
}
