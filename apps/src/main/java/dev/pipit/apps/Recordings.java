package dev.pipit.apps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tinylog.Logger;

import dev.pipit.framework.stream.Source;
import dev.pipit.sensors.recording.WavFile;
import dev.pipit.sensors.sound.Channel;
import dev.pipit.sensors.sound.Conversion;
import dev.pipit.sensors.sound.Converted;

/** Finds recordings, and opens them as the models want them: 16 kHz, one channel. */
public final class Recordings {
    /** What the front end of wake words listens to. */
    public static final int RATE_HZ = 16_000;

    private Recordings() {
    }

    /**
     * The files themselves, and the {@code .wav} files below the folders, by name.
     *
     * @throws IOException if a file is not there, or a folder holds no recording
     */
    public static List<Path> find(List<Path> filesAndFolders) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path path : filesAndFolders) {
            if (Files.isDirectory(path)) {
                found.addAll(below(path));
            } else if (Files.isRegularFile(path)) {
                found.add(path);
            } else {
                throw new NoSuchFileException(path.toString());
            }
        }
        return found;
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> wavs = files.filter(Files::isRegularFile)
                .filter(file -> file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".wav")).sorted().toList();
            if (wavs.isEmpty()) {
                throw new IOException(folder + ": no .wav file in this folder or below it");
            }
            return wavs;
        }
    }

    /**
     * Opens a recording as 16 kHz sound of one channel.
     *
     * @throws IOException if it is not a recording, or has no such channel; the message is one line
     */
    public static Recording open(Path file, Channel channel) throws IOException {
        WavFile wav = WavFile.open(file);
        try {
            if (wav.length() == 0) {
                throw new IOException(file + " holds no samples");
            }
            if (wav.missingSamples() > 0) {
                Logger.warn("{} ends early: {} samples are missing", file, wav.missingSamples());
            }
            Source sound = Converted.of(wav, Conversion.to(RATE_HZ).channel(channel));
            return new Recording(sound, wav.length() / wav.format().rateHz(), wav.format().channels(),
                wav.missingSamples());
        } catch (IllegalArgumentException e) {
            wav.close();
            throw new IOException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            wav.close();
            throw e;
        }
    }

    /**
     * A recording that is open.
     *
     * @param sound          16 kHz, one channel
     * @param seconds        how long it is
     * @param channels       of which that one was made
     * @param missingSamples per channel, that the file promises beyond its end
     */
    public record Recording(Source sound, double seconds, int channels, long missingSamples) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            sound.close();
        }
    }
}
