package dev.pipit.sensors.recording;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.sensors.chip.Channel;

class CsvRecordingTest {
    private static final CsvHeader HEADER = new CsvHeader("BME280", "i2c-1 0x76", 100,
        List.of(new Channel("pressure", Unit.PASCAL), new Channel("temperature", Unit.KELVIN)), "2026-11-21T12:00:00Z");

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("0001.csv");
    }

    @Test
    void givesBackWhatWasWritten() throws IOException {
        try (CsvWriter writer = new CsvWriter(file, HEADER, "window open")) {
            writer.sample(0, new float[] {9, 101_325.5f, 294.15f}, 1);
            writer.sample(0.01, new float[] {Math.nextUp(1), Float.MIN_VALUE}, 0);
        }
        try (CsvRecording recording = CsvRecording.open(file)) {
            assertEquals(HEADER, recording.header());
            assertEquals(new SignalFormat(100, 2, Unit.NONE), recording.format());
            assertEquals("window open", recording.label());
            float[] samples = new float[5];
            assertEquals(2, recording.read(samples, 1, 9));
            assertArrayEquals(new float[] {0, 101_325.5f, 294.15f, Math.nextUp(1f), Float.MIN_VALUE}, samples);
            assertEquals(-1, recording.read(samples, 0, 2));
            assertEquals(0, recording.overruns());
        }
    }

    @Test
    void keepsGapsThatAreMarkedAndJumpsOfTime() throws IOException {
        try (CsvWriter writer = new CsvWriter(file, HEADER, "a")) {
            float[] values = new float[2];
            writer.sample(0, values, 0);
            writer.sample(0.01, values, 0);
            writer.gap(7);
            writer.sample(0.09, values, 0);
            writer.sample(0.20, values, 0);                      // 0.10 to 0.19 are missing
        }
        try (CsvRecording recording = CsvRecording.open(file)) {
            float[] samples = new float[20];
            assertEquals(2, recording.read(samples, 0, 10));
            assertEquals(0, recording.overruns());
            assertEquals(1, recording.read(samples, 0, 10));
            assertEquals(90_000_000, recording.timeNanos());
            assertEquals(7, recording.overruns());
            assertEquals(1, recording.read(samples, 0, 10));
            assertEquals(200_000_000, recording.timeNanos());
            assertEquals(17, recording.overruns());
        }
    }

    /** A chip whose clock is 4 % slow: no sample is further than half a period from where the run leads to. */
    @Test
    void keepsTheTimeOfAChipThatIsSlow() throws IOException {
        try (CsvWriter writer = new CsvWriter(file, HEADER, "a")) {
            for (int i = 0; i < 1_000; i++) {
                writer.sample(i * 0.0104, new float[] {i, 0}, 0);
            }
        }
        try (CsvRecording recording = CsvRecording.open(file)) {
            float[] samples = new float[2_000];
            int total = 0;
            int n = recording.read(samples, 0, 1_000);
            while (n > 0) {
                for (int i = 0; i < n; i++) {
                    assertEquals(total + i, samples[2 * i]);
                    assertEquals((total + i) * 10_400_000.0, recording.timeNanos() + i * 10_000_000.0, 5e6);
                }
                total += n;
                n = recording.read(samples, 0, 1_000);
            }
            assertEquals(1_000, total);
            assertEquals(0, recording.overruns());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0.02,1,2           | 9: must have 4 columns, has 3",
        "0.02,1,two,a       | 9: not a number: two",
        "0.02,NaN,2,a       | 9: not a number: NaN",
        "0.01,1,2,a         | 9: time must grow: time_s=0.01",
        "# gap: some        | 9: not a number: some",
    })
    void refusesABadLineWithItsNumber(String line, String message) throws IOException {
        Files.writeString(file, HEADER.text() + "0,1,2,a\n0.01,1,2,a\n" + line + "\n0.03,1,2,a\n");
        try (CsvRecording recording = CsvRecording.open(file)) {
            assertEquals(2, recording.read(new float[9], 0, 4), "the samples before it");
            var e = assertThrows(IOException.class, () -> recording.read(new float[9], 0, 4));
            assertEquals(file + ":" + message, e.getMessage());
        }
    }

    @Test
    void refusesAHeaderWithoutARate() throws IOException {
        Files.writeString(file, HEADER.text().replace("100.0", "fast"));
        assertEquals(file + ":6: a line '# rate_hz: N' must say the rate: rate_hz=fast",
            assertThrows(IOException.class, () -> CsvRecording.open(file)).getMessage());
        Files.writeString(file, HEADER.text().replace("# rate_hz: 100.0\n", ""));
        assertEquals(file + ":5: a line '# rate_hz: N' must say the rate: rate_hz=",
            assertThrows(IOException.class, () -> CsvRecording.open(file)).getMessage());
    }

    @Test
    void refusesWhatIsNoRecording() throws IOException {
        Files.writeString(file, "");
        assertEquals(file + ":1: columns must be time_s, the channels, label: columns=",
            assertThrows(IOException.class, () -> CsvRecording.open(file)).getMessage());
        Files.writeString(file, HEADER.text().replace("Pa, K", "Pa, furlong"));
        assertEquals(file + ":6: no such unit: units=Pa, furlong",
            assertThrows(IOException.class, () -> CsvRecording.open(file)).getMessage());
        Files.writeString(file, HEADER.text().replace("Pa, K", "Pa"));
        assertEquals(file + ":6: a line '# units: …' must have a unit for each of [pressure, temperature]: units=Pa",
            assertThrows(IOException.class, () -> CsvRecording.open(file)).getMessage());
    }

    /** Wherever it was cut within the last line: a label or number that is shorter than it was is not given. */
    @Test
    void givesAllSamplesBeforeTheLineInWhichItWasCut() throws IOException {
        try (CsvWriter writer = new CsvWriter(file, HEADER, "walking")) {
            for (int i = 0; i < 5; i++) {
                writer.sample(i * 0.01, new float[] {i, 12.25f}, 0);
            }
        }
        String all = Files.readString(file);
        int lastLine = all.lastIndexOf('\n', all.length() - 2) + 1;
        int number = (int) all.lines().count();
        for (int length = lastLine + 1; length < all.length(); length++) {
            Files.writeString(file, all.substring(0, length));
            try (CsvRecording recording = CsvRecording.open(file)) {
                float[] samples = new float[20];
                assertEquals(4, recording.read(samples, 0, 10), "cut at " + length);
                assertEquals(3, samples[6]);
                assertEquals(file + ":" + number + ": the file ends within this line: it was cut off, or needs a line end",
                    assertThrows(IOException.class, () -> recording.read(samples, 0, 10)).getMessage());
            }
        }
    }

    @Test
    void refusesALabelThatWouldBreakTheLine() {
        assertThrows(IllegalArgumentException.class, () -> new CsvWriter(file, HEADER, "a,b"));
    }
}
