package dev.pipit.apps.speech;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

import dev.pipit.apps.Recordings;
import dev.pipit.apps.features.Sound;
import dev.pipit.sensors.recording.WavWriter;

/** Reads and writes clips of 16 kHz, 16 bits, one channel. */
final class Clip {
    private Clip() {
    }

    /** Reads a WAV file of any rate. */
    static short[] read(Path file) throws IOException {
        float[] samples = Sound.load(file, Sound.MEAN, Recordings.RATE_HZ).samples();
        short[] clip = new short[samples.length];
        for (int i = 0; i < clip.length; i++) {
            clip[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(samples[i] * 32768f)));
        }
        return clip;
    }

    /**
     * Writes a WAV file, which appears when it is whole or not at all.
     *
     * @throws IOException if there is no room, or it may not be written: file and reason, in one line
     */
    static void write(Path file, short[] clip) throws IOException {
        Path part = file.resolveSibling("." + UUID.randomUUID() + ".part");
        try {
            try (WavWriter wav = WavWriter.of16Bits(part, Recordings.RATE_HZ, 1)) {
                wav.write(floats(clip), 0, clip.length);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw new IOException(file + ": the clip could not be written: " + reason(e), e);
        }
    }

    private static float[] floats(short[] clip) {
        float[] samples = new float[clip.length];
        for (int i = 0; i < clip.length; i++) {
            samples[i] = clip[i] / 32768f;
        }
        return samples;
    }

    private static String reason(IOException e) {
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName().replace("Exception", "") : reason;
    }
}
