package dev.pipit.apps.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Recordings of which it is known by how they are made what the judge must say. */
class JudgeCommandTest {
    private static final int RATE_HZ = 12_000;
    private static final int LENGTH = 98_304;                    // each half 47 frames of 2048, hop 1024

    @TempDir
    private Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Random random = new Random(4);

    private String judge(String set) {
        out.getBuffer().setLength(0);
        int code = new CommandLine(new MaintenanceCommand()).setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true)).setExecutionExceptionHandler((e, line, parsed) -> {
                line.getErr().println(e.getMessage());
                return 1;
            }).execute("judge", "--data", data.toString(), "--only", set);
        assertEquals(0, code, err::toString);
        return out.toString();
    }

    private void wav(Path file, int channels, short... samples) throws IOException {
        Files.createDirectories(file.getParent());
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples.length)
            .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1).putShort((short) channels)
            .putInt(RATE_HZ).putInt(2 * channels * RATE_HZ).putShort((short) (2 * channels)).putShort((short) 16)
            .put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples.length);
        wav.asShortBuffer().put(samples);
        Files.write(file, wav.array());
    }

    private short[] noise(int length, double deviation) {
        short[] x = new short[length];
        for (int n = 0; n < length; n++) {
            x[n] = (short) Math.max(-32_768, Math.min(32_767, deviation * random.nextGaussian()));
        }
        return x;
    }

    /** Of each sensor one fault ten times as loud, and one that is the very half that was not learned. */
    private void cwru(double restLoudness) throws IOException {
        Path folder = data.resolve("vibration/cwru");
        StringBuilder index = new StringBuilder("file,rate,samples,sensor,bearing,fault,mil,position,load,rpm,scale,error\n");
        for (String sensor : new String[] {"DE", "FE"}) {
            short[] healthy = noise(LENGTH, 500);
            for (int n = LENGTH / 2; n < LENGTH; n++) {
                healthy[n] *= (short) restLoudness;
            }
            wav(folder.resolve("healthy_" + sensor + ".wav"), 1, healthy);
            wav(folder.resolve("loud_" + sensor + ".wav"), 1, noise(LENGTH / 2, 5_000));
            wav(folder.resolve("same_" + sensor + ".wav"), 1, Arrays.copyOfRange(healthy, LENGTH / 2, LENGTH));
            index.append("healthy_").append(sensor).append(".wav,8000,0,").append(sensor).append(",,normal,,,0,1797,0.001,0\n")
                .append("loud_").append(sensor).append(".wav,8000,0,").append(sensor).append(",x,IR,7,,0,1797,0.001,0\n")
                .append("same_").append(sensor).append(".wav,8000,0,").append(sensor).append(",x,OR,7,6,1,1797,0.001,0\n");
        }
        Files.writeString(folder.resolve("index.csv"), index);
    }

    @Test
    void findsEveryFrameOfALoudFaultAndHalfOfWhatIsTheSame() throws IOException {
        cwru(1);
        String said = judge("cwru");
        assertEquals(2, said.lines().filter(line -> line.contains("INNER_RACE") && line.contains("AUC 1.0000")).count(), said);
        assertEquals(2, said.lines().filter(line -> line.contains("OUTER_RACE") && line.contains("AUC 0.5000")).count(), said);
        assertTrue(said.contains("AUC at least 0.995 in 2 of 4 recordings; part named in 0 of 4"), said);
        assertEquals(2, said.lines().filter(line -> line.contains("healthy rest: 0 of 47 frames not normal")).count(), said);
        String streaming = judge("cwru-streaming");
        assertEquals(2, streaming.lines().filter(line -> line.contains("in 1 of 2 recordings, worst 0.5")).count(), streaming);
    }

    /** 47 frames, of which the first five pass until a level has held: the last of them is the first that counts. */
    @Test
    void countsFalseFramesAfterTheHold() throws IOException {
        cwru(10);
        String said = judge("cwru");
        assertEquals(2, said.lines().filter(line -> line.contains("healthy rest: 42 of 47 frames not normal")).count(), said);
    }

    @Test
    void countsNoAlarmWhereNothingHappens() throws IOException {
        for (int k = 0; k < 4; k++) {
            wav(data.resolve("vibration/ims_1st_test/" + k + ".wav"), 2, noise(2 * 40_000, 800));
        }
        assertTrue(judge("ims").contains("learned from 2 snapshots (76 frames, 1 operating points), judged on 2: 0 alarms, 0 of "
            + "76 frames not normal"), out::toString);
    }

    /** A pump at a sample a second, whose pressure is another from row to row. */
    private void pump(int number, int shiftFrom, int shiftTo, int labelFrom, int labelTo) throws IOException {
        StringBuilder text = new StringBuilder("datetime;pressure;current;anomaly;changepoint\n");
        LocalDateTime start = LocalDateTime.of(2026, 1, 1, 0, 0);
        for (int n = 0; n < 1_000; n++) {
            text.append(String.format(Locale.ROOT, "%s;%.4f;%.4f;%d;0%n", start.plusSeconds(n).toString().replace('T', ' ')
                + (n % 60 == 0 ? ":00" : ""), 5 + 0.1 * random.nextGaussian() + (n >= shiftFrom && n < shiftTo ? 2 : 0),
                2 + 0.05 * random.nextGaussian(), n >= labelFrom && n < labelTo ? 1 : 0));
        }
        Path file = data.resolve("vibration/skab/valve1/" + number + ".csv");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** One that is found, one that does not show, one shift that nobody has labelled: F1 = 2 / (2 + 1 + 1). */
    @Test
    void countsHitsFalseAlarmsAndMisses() throws IOException {
        pump(0, 600, 750, 600, 750);
        pump(1, 0, 0, 600, 750);
        pump(2, 600, 750, 0, 0);
        String said = judge("skab");
        assertTrue(said.contains("skab valve1/0") && said.contains("hits 1, false alarms 0, misses 0"), said);
        assertTrue(said.lines().anyMatch(line -> line.startsWith("skab: ours ")
            && line.contains("event F1 0.500 (hits 1, false alarms 1, misses 1)")), said);
    }

    @Test
    void readsTheWindowsOfNab() throws IOException {
        Path folder = data.resolve("vibration/nab");
        Files.createDirectories(folder.resolve("labels"));
        Files.createDirectories(folder.resolve("data/made"));
        Files.writeString(folder.resolve("labels/combined_windows.json"), "{\"made/step.csv\": [[\"2026-01-11 00:00:00.000000\", "
            + "\"2026-01-12 00:00:00.000000\"]], \"made/absent.csv\": []}");
        StringBuilder text = new StringBuilder("timestamp,value\n");
        LocalDateTime start = LocalDateTime.of(2026, 1, 1, 0, 0);
        for (int n = 0; n < 4_000; n++) {
            String time = start.plusMinutes(5L * n).toString().replace('T', ' ') + ":00";
            boolean within = time.compareTo("2026-01-11 00:00:00") >= 0 && time.compareTo("2026-01-12 00:00:00") <= 0;
            text.append(time).append(String.format(Locale.ROOT, ",%.4f%n", 20 + random.nextGaussian() + (within ? 9 : 0)));
        }
        Files.writeString(folder.resolve("data/made/step.csv"), text);
        String said = judge("nab");
        assertTrue(said.lines().anyMatch(line -> line.startsWith("nab: ours ")
            && line.contains("event F1 1.000 (hits 1, false alarms 0, misses 0)")), said);
    }

    @Test
    void tellsSuddenFromSlow() {
        new Onsets(new PrintWriter(out, true), 4).judge();
        String ours = out.toString().lines().filter(line -> line.startsWith("onset: ours")).findFirst().orElseThrow();
        String[] words = ours.split(" +");
        assertEquals("108", words[8], ours);                     // 3 kinds of noise × 4 runs × 3 × 3
        assertTrue(Double.parseDouble(words[6]) > 0.8, ours);
        assertTrue(Double.parseDouble(words[12]) > 0.8, ours);
    }
}
