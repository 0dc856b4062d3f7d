package dev.pipit.apps.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import dev.pipit.sensors.bus.fake.FakePcmDevices;
import dev.pipit.sensors.recording.WavFile;
import dev.pipit.testing.ManualClock;

class RecordCommandTest {
    private final ManualClock clock = new ManualClock();
    private final FakePcmDevices devices = new FakePcmDevices(clock).with("[default]", FakePcmDevices.SIXTEEN)
        .hearing(n -> new float[] {(float) (0.5 * Math.sin(2 * Math.PI * 1_000 * n / 16_000))});
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int record(String... options) {
        String[] args = Arrays.copyOf(options, options.length + 5);
        System.arraycopy(new String[] {"--mic", "--label", "yes", "--out", folder.toString()}, 0, args, options.length, 5);
        return new CommandLine(new RecordCommand(devices, clock)).setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true)).execute(args);
    }

    private float[] recorded(String name) throws IOException {
        try (WavFile wav = WavFile.open(folder.resolve("yes").resolve(name))) {
            assertEquals(16_000, wav.format().rateHz());
            assertEquals(0, wav.missingSamples());
            float[] samples = new float[(int) wav.length()];
            int length = 0;
            for (int n = 0; n >= 0; n = wav.read(samples, length, 1_000)) {
                length += n;
            }
            return samples;
        }
    }

    /** A sine of 0.5; the high-pass of 20 Hz leads it by atan(20 / 1000) = 0.02, and takes a moment to settle. */
    @Test
    void writesASecondIntoANumberedFileOfItsLabel() throws IOException {
        assertEquals(0, record("--seconds", "1"), err.toString());
        float[] samples = recorded("0001.wav");
        assertEquals(16_000, samples.length);
        for (int n = 1_600; n < samples.length; n++) {
            assertEquals(0.5 * Math.sin(2 * Math.PI * n / 16), samples[n], 0.5 * 0.0201);
        }
        // by theory: 0.5 / √2, and the first peak 2 % above 0.5
        assertTrue(out.toString().endsWith("0001.wav  1.00 s, mean -9.0, peak -5.9 dBFS" + System.lineSeparator()),
            out.toString());
        assertFalse(err.toString().contains("pipit:"), err.toString());
        assertEquals(0, record("--seconds", "0.5", "--bits", "32"));
        assertEquals(8_000, recorded("0002.wav").length);
    }

    @Test
    void keepsWhatWasHeardWhenItIsInterrupted() throws IOException {
        Thread here = Thread.currentThread();
        devices.hearing(n -> {
            if (n == 32_000) {
                here.interrupt();
            }
            return new float[] {0.25f * (n % 2)};
        });
        assertEquals(130, record());
        assertTrue(recorded("0001.wav").length > 0);
        assertEquals(1, folder.resolve("yes").toFile().list().length, "and nothing unfinished");
    }

    @Test
    void saysWhatIsWrongWithTheLevel() {
        devices.hearing(n -> new float[] {0});
        assertEquals(0, record("--seconds", "1"));
        assertTrue(err.toString().contains("pipit: silence"), err.toString());
        devices.hearing(n -> new float[] {(n % 2 == 0 ? 6 : -7) / 32_768f});     // the first step is one of 13: −68 dBFS
        assertEquals(0, record("--seconds", "1"));
        assertTrue(err.toString().contains("very quiet: the peak is at -68 dBFS; --gain 56 would"), err.toString());
        devices.hearing(n -> new float[] {n % 2 == 0 ? 1 : -1});
        assertEquals(0, record("--seconds", "1"));
        assertTrue(err.toString().contains("too loud: "), err.toString());
    }

    @Test
    void leavesNothingBehindWhereThereIsNoMicrophone() {
        assertEquals(1, new CommandLine(new RecordCommand(new FakePcmDevices(clock), clock))
            .setErr(new PrintWriter(err, true))
            .execute("--mic", "--label", "yes", "--out", folder.toString()));
        assertFalse(Files.exists(folder.resolve("yes")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--seconds 0", "--bits 24", "--channel middle", "--gain 100"})
    void callsWrongUsageSo(String words) {
        assertEquals(2, record(words.split(" ")), err.toString());
    }

    @Test
    void takesOnlyTheNameOfAFolderAsALabel() {
        for (String label : new String[] {"a/b", "..", " "}) {
            assertEquals(2, new CommandLine(new RecordCommand(devices, clock)).setErr(new PrintWriter(err, true))
                .execute("--mic", "--label", label, "--out", folder.toString()));
        }
    }
}
