package dev.pipit.sensors.recording;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.testing.AllocatedBytes;

class WavFileTest {
    private static final String EXTENSIBLE_REST = "\u0000\u0000\u0000\u0000\u0010\u0000";

    @TempDir
    private Path folder;

    @Test
    void readsSixteenBitsOfTwoChannels() throws IOException {
        Path file = WavBytes.riff().fmt(1, 2, 44_100, 16).data(8).int16(0x4000, 0x8000, 1, -1).write(folder);
        try (WavFile wav = WavFile.open(file)) {
            assertEquals(new SignalFormat(44_100, 2, Unit.FULL_SCALE), wav.format());
            assertEquals(2, wav.length());
            assertEquals(0, wav.missingSamples());
            assertEquals("WavFile test.wav", wav.name());
            float[] samples = new float[5];
            assertEquals(1, wav.read(samples, 1, 1));
            assertEquals(0, wav.timeNanos());
            assertEquals(1, wav.read(samples, 3, 10));
            assertEquals(22_676, wav.timeNanos());                 // 1 / 44100 s
            assertArrayEquals(new float[] {0, 0.5f, -1, 1 / 32_768f, -1 / 32_768f}, samples);
            assertEquals(-1, wav.read(samples, 0, 1));
        }
    }

    @Test
    void readsTheOtherWidths() throws IOException {
        assertSamples(WavBytes.riff().fmt(1, 1, 8_000, 8).data(2).raw(0, 192), -1, 0.5f);
        assertSamples(WavBytes.riff().fmt(1, 1, 8_000, 24).data(6).raw(0, 0, 0x80, 0, 0, 0x40), -1, 0.5f);
        assertSamples(WavBytes.riff().fmt(1, 1, 8_000, 32).data(8).int32(0x8000_0000L, 0x4000_0000), -1, 0.5f);
        assertSamples(WavBytes.riff().fmt(3, 1, 8_000, 32).data(8).int32(0xBF80_0000L, 0x3F00_0000), -1, 0.5f);
        assertSamples(WavBytes.riff().fmt(3, 1, 8_000, 64).data(16).int32(0, 0xBFF0_0000L, 0, 0x3FE0_0000), -1, 0.5f);
    }

    /** The identifier of the format is that of PCM, 00000001-0000-0010-8000-00AA00389B71, or of float. */
    @Test
    void readsTheExtensibleHeader() throws IOException {
        for (int code : new int[] {1, 3}) {
            WavBytes bytes = WavBytes.riff().text("fmt ").int32(40).int16(0xFFFE, 1).int32(8_000, 32_000).int16(4, 32)
                .int16(22, 32).int32(4).int16(code).text(EXTENSIBLE_REST).raw(0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71)
                .data(4).int32(code == 1 ? 0x4000_0000 : 0x3F00_0000);
            assertSamples(bytes, 0.5f);
        }
    }

    @Test
    void passesOverPartsThatItDoesNotKnow() throws IOException {
        assertSamples(WavBytes.riff().text("LIST").int32(3).raw(1, 2, 3, 0).fmt(1, 1, 8_000, 16)
            .text("odd ").int32(1).raw(7, 0).data(2).int16(0x4000).text("LIST").int32(2).raw(1, 2), 0.5f);
    }

    /** arecord and ffmpeg into a pipe. */
    @Test
    void readsToTheEndWhereTheRecorderDidNotKnowTheLength() throws IOException {
        for (long length : new long[] {0, 0xFFFF_FFFFL, 0x7FFF_FF00L, 0x8000_0000L}) {
            Path file = WavBytes.riff().fmt(1, 1, 8_000, 16).data(length).int16(0x4000, 0x2000).unfinished(folder);
            try (WavFile wav = WavFile.open(file)) {
                assertEquals(2, wav.length(), "length " + length);
                assertEquals(0, wav.missingSamples());
                assertArrayEquals(new float[] {0.5f, 0.25f}, all(wav));
            }
        }
    }

    @Test
    void isShortWhereNothingWasRecorded() throws IOException {
        assertSamples(WavBytes.riff().fmt(1, 1, 8_000, 16).data(0).text("LIST").int32(2).raw(1, 2));
        try (WavFile wav = WavFile.open(WavBytes.riff().fmt(1, 1, 8_000, 16).data(0xFFFF_FFFFL).unfinished(folder))) {
            assertEquals(0, wav.length());
        }
    }

    @Test
    void playsWhatIsLeftOfARecordingThatWasCutOff() throws IOException {
        Path file = WavBytes.riff().fmt(1, 1, 8_000, 16).data(2_000).int16(0x4000, 0x2000).raw(9).write(folder);
        try (WavFile wav = WavFile.open(file)) {
            assertEquals(2, wav.length());
            assertEquals(998, wav.missingSamples());
            assertArrayEquals(new float[] {0.5f, 0.25f}, all(wav));
        }
    }

    @Test
    void saysWhatIsWrongInOneLine() throws IOException {
        WavBytes pcm = WavBytes.riff().fmt(1, 1, 8_000, 16);
        assertRefused(" is empty", new WavBytes().unfinished(folder));
        assertRefused(" is not a WAV file: it does not begin with RIFF and WAVE",
            new WavBytes().text("OggS, and some more text").unfinished(folder));
        assertRefused(" is not a WAV file: it does not begin with RIFF and WAVE",
            new WavBytes().text("RIFF").int32(4).text("AVI ").unfinished(folder));
        assertRefused(" ends within its header: bytes=3", new WavBytes().text("RIF").unfinished(folder));
        assertRefused(" ends within its header: bytes=36", pcm.unfinished(folder));
        assertRefused(" has no samples, though its header promises 1000 bytes", pcm.data(1_000).raw(1).write(folder));
        assertRefused(" is RF64, for more than 4 GB: convert it to WAV files of less",
            new WavBytes().text("RF64").int32(-1).text("WAVE").unfinished(folder));
        assertRefused(" has samples before it says of what format they are",
            WavBytes.riff().data(2).int16(1).write(folder));
        assertRefused(" has a format of 14 bytes: 16 are the fewest",
            WavBytes.riff().text("fmt ").int32(14).int16(1, 1, 1, 1, 1, 1, 1).data(2).int16(1).write(folder));
        assertRefused(" has no channels: channels=0", WavBytes.riff().fmt(1, 0, 8_000, 16).data(0).write(folder));
        assertRefused(" has no sample rate: rateHz=0", WavBytes.riff().fmt(1, 1, 0, 16).data(0).write(folder));
        assertRefused(" must have 8, 16, 24 or 32 bits, or 32 or 64 of float: bits=12",
            WavBytes.riff().fmt(1, 1, 8_000, 12).data(0).write(folder));
        assertRefused(" must have 8, 16, 24 or 32 bits, or 32 or 64 of float: bits=16 of float",
            WavBytes.riff().fmt(3, 1, 8_000, 16).data(0).write(folder));
        assertRefused(" contradicts itself: bytes per sample of all channels=3, channels=1, bits=16",
            WavBytes.riff().text("fmt ").int32(16).int16(1, 1).int32(8_000, 16_000).int16(3, 16).data(0).write(folder));
        assertRefused(" is not there", folder.resolve("none.wav"));
        assertRefused(" is not a file", folder);
    }

    @Test
    void namesTheCompression() throws IOException {
        String[] names = {"2:Microsoft ADPCM", "6:A-law", "7:µ-law", "17:IMA ADPCM", "49:GSM 6.10", "80:MPEG", "85:MP3",
            "4660:unknown"};
        for (String name : names) {
            String[] parts = name.split(":");
            assertRefused(" is compressed, format code " + parts[0] + " (" + parts[1] + "): convert it to PCM",
                WavBytes.riff().fmt(Integer.parseInt(parts[0]), 1, 8_000, 8).data(0).write(folder));
        }
    }

    @Test
    void allocatesNothingPerRead() throws IOException {
        Path file = folder.resolve("long.wav");
        try (WavWriter writer = WavWriter.of16Bits(file, 16_000, 1)) {
            writer.write(new float[3 * 10_000 * 16], 0, 3 * 10_000 * 16);
        }
        float[] samples = new float[16];
        long least = Long.MAX_VALUE;
        try (WavFile wav = WavFile.open(file)) {
            for (int round = 0; round < 3; round++) {              // the best counts: compiling may load a class, once
                long before = AllocatedBytes.ofThisThread();
                for (int i = 0; i < 10_000; i++) {
                    wav.read(samples, 0, 16);
                }
                least = Math.min(least, AllocatedBytes.ofThisThread() - before);
            }
        }
        assertEquals(0, least);
    }

    private void assertSamples(WavBytes bytes, float... expected) throws IOException {
        try (WavFile wav = WavFile.open(bytes.write(folder))) {
            assertEquals(expected.length, wav.length());
            assertArrayEquals(expected, all(wav));
            assertEquals(0, wav.missingSamples());
        }
    }

    private static float[] all(WavFile wav) throws IOException {
        float[] samples = new float[100];
        int length = 0;
        for (int n = 0; n >= 0; n = wav.read(samples, length, 1)) {
            length += n;
        }
        return Arrays.copyOf(samples, length);
    }

    private static void assertRefused(String message, Path file) {
        assertEquals(file + message, assertThrows(IOException.class, () -> WavFile.open(file)).getMessage());
    }

    /** A file that shrinks while it is read is lost. */
    @Test
    void failsWhereTheFileIsCutWhileItPlays() throws IOException {
        Path file = WavBytes.riff().fmt(1, 1, 8_000, 16).data(4).int16(1, 2).write(folder);
        try (WavFile wav = WavFile.open(file)) {
            Files.write(file, new byte[44]);
            assertThrows(IOException.class, () -> wav.read(new float[2], 0, 2));
        }
    }
}
