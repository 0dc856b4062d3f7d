package dev.pipit.sensors.bus.alsa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.sensors.bus.Pcm;
import dev.pipit.sensors.microphone.Microphone;
import dev.pipit.sensors.sound.Channel;

/** What ALSA hands on of an I2S microphone: 48 kHz, 2 channels, 24 bits at the top of 32. */
class JavaSoundTest {
    private static final Pcm.Format I2S = new Pcm.Format(48_000, 2, 32);
    private static final int FRAMES = 4_800;

    @TempDir
    private Path folder;

    /** Prints the first bytes that are recorded, as they come. */
    static final class Bytes {
        private Bytes() {
        }

        public static void main(String... args) throws IOException {
            Pcm.Devices devices = JavaSound.devices();
            Pcm.Device device = devices.list(List.of(I2S)).get(0);
            byte[] bytes = new byte[FRAMES * I2S.frameBytes()];
            try (Pcm pcm = devices.open(device, I2S)) {
                pcm.read(bytes, 0, bytes.length);
            }
            out().println(device.name() + " " + HexFormat.of().formatHex(bytes));
        }
    }

    /** Prints how loud the right channel is, and the format that it was recorded in. */
    static final class Right {
        private Right() {
        }

        public static void main(String... args) throws IOException {
            try (Microphone microphone = Microphone.open("default",
                    Microphone.usual(16_000).channel(Channel.RIGHT))) {
                float[] samples = new float[160];
                for (int length = 0; length < 16_000; length += Math.max(0, microphone.read(samples, 0, 160))) {
                    if (length < 0) {
                        throw new IOException("ended");
                    }
                }
                out().println(microphone.level().rmsDbfs() + " " + microphone.recorded());
            }
        }
    }

    private static PrintStream out() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    }

    @Test
    void handsOnEveryBitOfAnI2sMicrophone() throws IOException, InterruptedException {
        assumeTrue(FakeAlsa.installed(), "needs libasound2 and its settings");
        byte[] sent = new byte[FRAMES * I2S.frameBytes()];
        new Random(1).nextBytes(sent);
        for (int i = 0; i < sent.length; i += 4) {
            sent[i] = 0;                                           // 24 bits
        }
        List<String> printed = new FakeAlsa(folder).run(Bytes.class, sent, I2S);
        String[] line = printed.get(printed.size() - 1).split(" ");
        assertEquals("[default]", line[0]);
        assertArrayEquals(sent, HexFormat.of().parseHex(line[1]));
    }

    /** A 1 kHz sine of 0.25 on the right, half of full scale on the left: −12.04 − 3.01 dB; 0.05 for 16 bits at 16 kHz. */
    @Test
    void isHeardThroughAMicrophone() throws IOException, InterruptedException {
        assumeTrue(FakeAlsa.installed(), "needs libasound2 and its settings");
        int frames = 3 * I2S.rateHz();                             // more than is read: where the file ends is a gap
        byte[] sent = new byte[frames * I2S.frameBytes()];
        for (int n = 0; n < frames; n++) {
            int right = (int) Math.round(0.25 * Math.sin(2 * Math.PI * 1_000 * n / 48_000) * 0x1p31);
            for (int b = 0; b < 4; b++) {
                sent[n * 8 + b] = (byte) (0x4000_0000 >> 8 * b);
                sent[n * 8 + 4 + b] = (byte) (right >> 8 * b);
            }
        }
        List<String> printed = new FakeAlsa(folder).run(Right.class, sent, I2S);
        String[] line = printed.get(printed.size() - 1).split(" ", 2);
        assertEquals(20 * Math.log10(0.25 / Math.sqrt(2)), Double.parseDouble(line[0]), 0.05);
        assertEquals("16000 Hz, 2 channels, 16 bits", line[1]);
    }

    @Test
    void saysThatADeviceIsGone() {
        var gone = new Pcm.Device("none of this name", "", List.of(I2S));
        assertTrue(assertThrows(IOException.class, () -> JavaSound.devices().open(gone, I2S)).getMessage()
            .contains("gone"));
    }
}
