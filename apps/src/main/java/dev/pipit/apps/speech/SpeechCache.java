package dev.pipit.apps.speech;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

import dev.pipit.apps.Recordings;
import dev.pipit.sensors.recording.WavFile;

/**
 * Clips that were spoken before, as WAV files in a folder, by engine, its version, voice and text. A text without sound
 * is kept too, as a file without samples. A file that is not whole counts as none. Several processes may share a folder.
 */
public final class SpeechCache {
    /** Grows when a clip of the same utterance would be cut in another way. */
    private static final String CUT = "1";

    private final Path folder;

    private SpeechCache(Path folder) {
        this.folder = folder;
    }

    /** Uses a folder, and makes it if it is not there. */
    public static SpeechCache in(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException(folder + ": is a file; a cache needs a folder");
        }
        return new SpeechCache(Files.createDirectories(folder));
    }

    Optional<short[]> get(Engine engine, Utterance utterance) throws IOException {
        Path file = file(engine, utterance);
        return isWhole(file) ? Optional.of(Clip.read(file)) : Optional.empty();
    }

    private static boolean isWhole(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (WavFile wav = WavFile.open(file)) {
            return wav.missingSamples() == 0 && wav.format().rateHz() == Recordings.RATE_HZ;
        } catch (IOException damaged) {
            return false;                          // spoken again, and replaced
        }
    }

    void put(Engine engine, Utterance utterance, short[] clip) throws IOException {
        Path file = file(engine, utterance);
        Files.createDirectories(file.getParent());
        Clip.write(file, clip);
    }

    private Path file(Engine engine, Utterance utterance) {
        String key = String.join("\n", CUT, engine.version(), utterance.voice().name(), utterance.text());
        return folder.resolve(engine.name()).resolve(digest(key) + ".wav");
    }

    private static String digest(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
