package dev.pipit.apps.features;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * A recording in memory.
 *
 * @param samples one channel, −1 to 1
 */
@SuppressWarnings("ArrayRecordComponent")
public record Sound(float[] samples) {
    /**
     * Reads a WAV file of 16 bits and one channel.
     *
     * @param rateHz that it must have
     * @throws IOException if it cannot be read or is of another kind; in one line
     */
    public static Sound load(Path file, int rateHz) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
            AudioFormat format = in.getFormat();
            boolean fits = format.getEncoding().equals(AudioFormat.Encoding.PCM_SIGNED) && format.getChannels() == 1
                && format.getSampleSizeInBits() == 16 && format.getSampleRate() == rateHz && !format.isBigEndian();
            if (!fits) {
                throw new IOException(file + ": must have " + rateHz + " Hz, one channel and 16 bits: it is " + format);
            }
            return new Sound(samples(in.readAllBytes()));
        } catch (UnsupportedAudioFileException | EOFException e) {
            throw new IOException(file + ": must be a WAV file", e);
        }
    }

    private static float[] samples(byte[] bytes) {
        float[] samples = new float[bytes.length / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (bytes[2 * i] & 0xFF | bytes[2 * i + 1] << 8) / 32768f;
        }
        return samples;
    }
}
