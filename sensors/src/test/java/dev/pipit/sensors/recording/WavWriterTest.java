package dev.pipit.sensors.recording;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class WavWriterTest {
    @TempDir
    private Path folder;

    @Test
    void writesSixteenBitsAsTheFormatSays() throws IOException {
        Path expected = WavBytes.riff().fmt(1, 2, 16_000, 16).data(16)
            .int16(0x4000, -0x8000, 0x7FFF, -0x8000, 0, 1, 0, 0).write(folder);
        Path file = folder.resolve("written.wav");
        Files.write(file, new byte[1_000]);                        // replaced
        try (WavWriter writer = WavWriter.of16Bits(file, 16_000, 2)) {
            writer.write(new float[] {9, 0.5f, -1, 1.5f, -7}, 1, 2);
            writer.write(new float[] {Float.NaN, 0.6f / 32_768, 0.4f / 32_768, 0}, 0, 2);
        }
        assertArrayEquals(Files.readAllBytes(expected), Files.readAllBytes(file));
    }

    @Test
    void writesFloatsAsTheFormatSays() throws IOException {
        Path expected = WavBytes.riff().text("fmt ").int32(18).int16(3, 1).int32(16_000, 64_000).int16(4, 32, 0)
            .text("fact").int32(4, 2).data(8).int32(0x3F00_0000, 0xC000_0000L).write(folder);
        Path file = folder.resolve("written.wav");
        WavWriter writer = WavWriter.ofFloats(file, 16_000, 1);
        writer.write(new float[] {0.5f, -2}, 0, 2);
        writer.close();
        writer.close();
        assertArrayEquals(Files.readAllBytes(expected), Files.readAllBytes(file));
    }

    @Test
    void canBeReadBeforeItIsClosed() throws IOException {
        Path file = folder.resolve("written.wav");
        float[] samples = new float[10_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (i - 5_000) / 32_768f;
        }
        try (WavWriter writer = WavWriter.of16Bits(file, 16_000, 1)) {
            writer.write(samples, 0, 10_000);
            try (WavFile wav = WavFile.open(file)) {
                float[] read = new float[10_000];
                int length = 0;
                for (int n = 0; n >= 0; n = wav.read(read, length, 10_000 - length)) {
                    length += n;
                }
                assertArrayEquals(samples, read);
            }
        }
    }

    @Test
    void refusesWhatTheHeaderCannotSay() {
        Path file = folder.resolve("written.wav");
        assertRefused("rateHz must be at least 1: rateHz=0", () -> WavWriter.of16Bits(file, 0, 1));
        assertRefused("channels must be 1 to 65535: channels=0", () -> WavWriter.of16Bits(file, 1, 0));
        assertRefused("channels must be 1 to 65535: channels=65536", () -> WavWriter.ofFloats(file, 1, 65_536));
    }

    private static void assertRefused(String message, Executable action) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
