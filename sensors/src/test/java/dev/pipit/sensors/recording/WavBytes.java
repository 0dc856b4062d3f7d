package dev.pipit.sensors.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A WAV file put together byte by byte, after Microsoft's description of RIFF (1991) and WAVEFORMATEX. */
final class WavBytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    WavBytes text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    WavBytes int16(int... values) {
        for (int value : values) {
            bytes.write(value);
            bytes.write(value >> 8);
        }
        return this;
    }

    WavBytes int32(long... values) {
        for (long value : values) {
            int16((int) value, (int) (value >> 16));
        }
        return this;
    }

    WavBytes raw(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    /** RIFF, with a length that is put right in {@link #write}. */
    static WavBytes riff() {
        return new WavBytes().text("RIFF").int32(0).text("WAVE");
    }

    WavBytes fmt(int code, int channels, int rateHz, int bits) {
        int frame = channels * (bits / 8);
        return text("fmt ").int32(16).int16(code, channels).int32(rateHz, (long) rateHz * frame).int16(frame, bits);
    }

    WavBytes data(long length) {
        return text("data").int32(length);
    }

    /** As it stands, the first length left unknown. */
    Path unfinished(Path folder) throws IOException {
        return Files.write(folder.resolve("test.wav"), bytes.toByteArray());
    }

    Path write(Path folder) throws IOException {
        byte[] all = bytes.toByteArray();
        for (int i = 0; i < 4; i++) {
            all[4 + i] = (byte) (all.length - 8 >> 8 * i);
        }
        return Files.write(folder.resolve("test.wav"), all);
    }
}
