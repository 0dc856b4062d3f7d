package dev.pipit.apps.maintenance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import dev.pipit.framework.adaptation.State;
import dev.pipit.framework.adaptation.StateFolder;
import dev.pipit.testing.PublicData;

class MaintenanceCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(new MaintenanceCommand()).setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true)).setExecutionExceptionHandler((e, line, parsed) -> {
                line.getErr().println(e.getMessage());
                return 1;
            }).execute(args);
    }

    private String state() {
        return folder.resolve("state").toString();
    }

    /** A pump at one sample a second, whose pressure falls from {@code fault} on. */
    private String pump(String name, int rows, int fault) throws IOException {
        Random random = new Random(name.hashCode());
        StringBuilder text = new StringBuilder("datetime;pressure;current\n");
        for (int n = 0; n < rows; n++) {
            text.append(String.format(Locale.ROOT, "2026-01-01 %02d:%02d:%02d;%.4f;%.4f%n", n / 3600, n / 60 % 60, n % 60,
                5 + 0.1 * random.nextGaussian() - (n >= fault ? 1 : 0), 2 + 0.05 * random.nextGaussian()));
        }
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @BeforeEach
    void learns() throws IOException {
        assertEquals(0, run("learn", "--state", state(), "--csv", pump("healthy.csv", 1_800, 9_999)), err::toString);
        assertTrue(out.toString().contains("version 1, learned from 1741 frames of 1 Hz, 2 channels"), out::toString);
    }

    @Test
    void scoresEveryFrameAsJson() throws IOException {
        assertEquals(0, run("score", "--state", state(), "--json", "--csv", pump("bad.csv", 400, 200)), err::toString);
        List<JsonObject> lines = out.toString().lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
        assertEquals(341, lines.stream().filter(line -> line.get("event").getAsString().equals("frame")).count());
        JsonObject alarm = lines.stream().filter(line -> line.get("event").getAsString().equals("alarm")).findFirst()
            .orElseThrow();
        assertEquals("level", alarm.getAsJsonArray("reasons").get(0).getAsJsonObject().get("feature").getAsString());
        assertEquals(0, alarm.getAsJsonArray("reasons").get(0).getAsJsonObject().get("channel").getAsInt());
        double time = alarm.get("time_s").getAsDouble();
        assertTrue(time > 140 && time < 200, () -> "the first frame that saw the fault begins at 141 s: " + time);
        JsonObject last = lines.get(lines.size() - 1);
        assertEquals("file", last.get("event").getAsString());
        assertTrue(last.get("lowest_health").getAsDouble() < 0.3);
    }

    @Test
    void scoresTheSameTwice() throws IOException {
        String file = pump("bad.csv", 400, 200);
        run("score", "--state", state(), "--json", "--csv", file);
        String once = out.toString();
        run("score", "--state", state(), "--json", "--csv", file);
        assertEquals(once, out.toString());
    }

    @Test
    void extendsWhatIsNormalAndRefusesAKeptFault() throws IOException {
        assertEquals(0, run("normal", "--state", state(), "--csv", pump("other.csv", 1_800, 0)), err::toString);
        assertTrue(out.toString().contains("version 2: operating point 2 was added"), out::toString);
        assertEquals(0, run("score", "--state", state(), "--csv", pump("other2.csv", 300, 0)));
        assertTrue(out.toString().contains(", 0 not normal"), out::toString);

        run("learn", "--state", state(), "--csv", pump("healthy.csv", 1_800, 9_999));
        assertEquals(0, run("normal", "--fault", "--state", state(), "--csv", pump("fault.csv", 300, 0)));
        assertEquals(1, run("normal", "--state", state(), "--csv", pump("other.csv", 1_800, 0)));
        assertTrue(err.toString().contains("refused, nothing has changed"), err::toString);
        assertEquals(4, StateFolder.history(Path.of(state())).size());
    }

    @Test
    void drawsAReport() throws IOException {
        run("score", "--state", state(), "--csv", pump("bad.csv", 400, 200));
        Path html = folder.resolve("report.html");
        assertEquals(0, run("report", "--state", state(), "--out", html.toString()), err::toString);
        String text = Files.readString(html);
        assertTrue(text.contains("<polyline") && text.contains("worst level ALARM"), text);
    }

    @Test
    void demonstratesItself() {
        assertEquals(0, run("demo"), err::toString);
        assertTrue(out.toString().contains("bearing outer race") && out.toString().contains("ALARM"), out::toString);
    }

    /** A machine by formula as a recording of 16 bits; {@code worst} is that of {@link Synthetic}. */
    private String sound(String name, double seconds, double worst, double rateHz) throws IOException {
        Recorded machine = Synthetic.machine(name, seconds, worst, name.hashCode());
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * machine.length()).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(US_ASCII)).putInt(36 + 2 * machine.length()).put("WAVEfmt ".getBytes(US_ASCII)).putInt(16)
            .putShort((short) 1).putShort((short) 1).putInt((int) rateHz).putInt((int) (2 * rateHz)).putShort((short) 2)
            .putShort((short) 16).put("data".getBytes(US_ASCII)).putInt(2 * machine.length());
        for (int n = 0; n < machine.length(); n++) {
            wav.putShort((short) Math.max(-32_768, Math.min(32_767, 2_000 * machine.sample(n, 0))));
        }
        return Files.write(folder.resolve(name), wav.array()).toString();
    }

    @Test
    void learnsASoundAndHearsWhatIsNew() throws IOException {
        String heard = folder.resolve("heard").toString();
        assertEquals(0, run("learn", "--sound", "--state", heard, "--wav", sound("healthy.wav", 15, 0, 8_000)), err::toString);
        assertTrue(err.toString().contains("training: 57072 bytes"), err::toString);
        assertEquals(0, run("score", "--state", heard, "--wav", sound("well.wav", 5, 0, 8_000)), err::toString);
        assertTrue(out.toString().contains(", 0 not normal"), out::toString);
        assertEquals(0, run("score", "--state", heard, "--json", "--wav", sound("bad.wav", 5, 20, 8_000)), err::toString);
        assertTrue(out.toString().contains("\"alarm\":\"ALARM\"") && out.toString().contains(" Hz\""), out::toString);
        refuses("channels=2", "learn", "--sound", "--state", heard, "--csv-hz", "8000", "--csv", pump("two.csv", 3_000, 9_999));
        refuses("microphone", "learn", "--sound", "--state", heard, "--mic", "no such microphone");
        refuses("too little data", "learn", "--sound", "--state", heard, "--wav", sound("short.wav", 1, 0, 8_000));
        assertEquals(1, StateFolder.history(Path.of(heard)).size());
        assertEquals(0, run("report", "--state", heard, "--out", folder.resolve("heard.html").toString()), err::toString);
    }

    @Test
    void learnsWithTrees() throws IOException {
        String trees = folder.resolve("trees").toString();
        assertEquals(0, run("learn", "--streaming", "--state", trees, "--csv", pump("healthy.csv", 1_800, 9_999)),
            err::toString);
        assertEquals(0, run("score", "--state", trees, "--csv", pump("well.csv", 900, 9_999)), err::toString);
        assertTrue(out.toString().contains(", 0 not normal"), out::toString);
        assertEquals(0, run("score", "--state", trees, "--csv", pump("bad.csv", 2_400, 200)), err::toString);
        assertTrue(out.toString().contains("channel 0 level -") && !out.toString().contains("last NORMAL"),
            () -> "a fault that lasts does not become normal: " + out);
        assertEquals(2, run("learn", "--streaming", "--sound", "--state", trees, "--wav", "x.wav"));
    }

    /** A shaft of 12 to 28 turns a second that shakes twice in a turn, in noise that grows with the speed, beside its speed and a pulse a turn. */
    private String shaft(String name, double twice) throws IOException {
        Random random = new Random(name.hashCode());
        StringBuilder text = new StringBuilder("rpm,pulse,x\n");
        double turned = 0;
        for (int n = 0; n < 60_000; n++) {
            double shaftHz = 20 + 8 * Math.sin(2 * Math.PI * 0.11 * n / 1_000);
            turned += shaftHz / 1_000;
            text.append(String.format(Locale.ROOT, "%.2f,%d,%.3f%n", 60 * shaftHz, turned % 1 < 0.2 ? 1 : 0,
                twice * Math.sin(4 * Math.PI * turned) + 0.3 * shaftHz * shaftHz / 400 * random.nextGaussian()));
        }
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void learnsOrdersFromASpeedOrFromPulses() throws IOException {
        String well = shaft("well.csv", 0.3);
        String bad = shaft("bad.csv", 0.6);
        for (List<String> how : List.of(List.of("--speed-column", "rpm", "rpm,x"), List.of("--tacho-column", "pulse",
                "pulse,x"))) {
            String orders = folder.resolve("orders" + how.get(1)).toString();
            assertEquals(0, run("learn", "--state", orders, how.get(0), how.get(1), "--columns", how.get(2), "--csv-hz", "1000",
                "--unit", "g", "--csv", well), err::toString);
            assertEquals(0, run("score", "--state", orders, "--columns", how.get(2), "--csv-hz", "1000", "--unit", "g", "--csv",
                bad), err::toString);
            assertTrue(out.toString().contains("channel 1 2× +"), out::toString);
            assertEquals(0, run("score", "--state", orders, "--columns", "x," + how.get(1), how.get(0), how.get(1), "--csv-hz",
                "1000", "--unit", "g", "--csv", well), err::toString);
            assertTrue(out.toString().contains(", 0 not normal"), out::toString);
        }
        refuses("no column speed; there are: rpm, pulse, x", "learn", "--state", state(), "--speed-column", "speed",
            "--csv-hz", "1000", "--csv", well);
        refuses("was learned without the speed", "score", "--state", state(), "--speed-column", "rpm", "--csv-hz", "1000",
            "--csv", well);
        refuses("orders are of vibrations", "learn", "--state", state(), "--speed-column", "rpm", "--csv-hz", "1", "--csv", well);
        assertEquals(2, run("learn", "--state", state(), "--speed-column", "rpm", "--tacho-column", "pulse", "--csv", well));
        assertEquals(2, run("learn", "--sound", "--state", state(), "--speed-column", "rpm", "--csv", well));
        assertEquals(2, run("learn", "--state", state(), "--speed-column", "rpm", "--wav", "x.wav"));
    }

    @Test
    void learnsTheLimitOfANetworkThatWasTrainedElsewhere() throws IOException {
        String model = PublicData.folder("models").resolve("mlperf_tiny/anomaly_detection/trained_models/ad01_int8.tflite")
            .toString();
        String heard = folder.resolve("heard").toString();
        refuses("16000 Hz", "learn", "--model", model, "--state", heard, "--wav", sound("slow.wav", 5, 0, 8_000));
        assertEquals(0, run("learn", "--model", model, "--state", heard, "--wav", sound("fast.wav", 10, 0, 16_000)),
            err::toString);
        assertEquals(0, run("score", "--state", heard, "--wav", sound("well.wav", 10, 0, 16_000)), err::toString);
        assertTrue(out.toString().contains(", 0 not normal"), out::toString);
        assertEquals(2, run("learn", "--model", model, "--sound", "--state", heard, "--wav", "x.wav"));
        assertEquals(2, run("learn", "--network", "mlperf", "--state", heard, "--wav", "x.wav"));
    }

    @Test
    void saysWhatIsWrongInOneLineAndKeepsWhatWasLearned() throws IOException {
        StringBuilder constant = new StringBuilder("time,value\n");
        for (int n = 0; n < 200; n++) {
            constant.append(n).append(",1\n");
        }
        refuses("constant", "learn", "--state", state(), "--csv", file("constant.csv", constant.toString()));
        refuses("too little data", "learn", "--state", state(), "--csv", pump("short.csv", 70, 9_999));
        refuses("too little data", "score", "--state", state(), "--csv", pump("tiny.csv", 30, 9_999));
        refuses("must be as learned", "score", "--state", state(), "--csv", file("one.csv", constant.toString()));
        refuses("no column flow; there are: pressure, current", "score", "--state", state(), "--columns", "flow", "--csv",
            pump("bad.csv", 100, 50));
        refuses("--csv-hz", "score", "--state", state(), "--csv", file("bare.csv", "a,b\n1,2\n"));
        refuses("what is no number: x", "score", "--state", state(), "--csv", file("text.csv", "time,a\n0,x\n"));
        refuses("as many fields", "score", "--state", state(), "--csv", file("ragged.csv", "time,a\n0,1,2\n"));
        refuses("time must go on", "score", "--state", state(), "--csv", file("back.csv", "time,a\n1,1\n0,1\n"));
        refuses("must hold a line of names", "score", "--state", state(), "--csv", file("empty.csv", "\n"));
        assertEquals(1, StateFolder.history(Path.of(state())).size());
    }

    @Test
    void refusesAStateOfAnotherKindOrVersion() throws IOException {
        Path other = folder.resolve("other");
        try (StateFolder opened = StateFolder.open(other, "gesture")) {
            opened.save(State.of("gesture", 1).build(), "of another kind");
        }
        String csv = pump("bad.csv", 100, 50);
        refuses("holds what gesture learned", "score", "--state", other.toString(), "--csv", csv);
        refuses("holds what gesture learned", "learn", "--state", other.toString(), "--csv", pump("healthy.csv", 600, 999));
        Path newer = folder.resolve("newer");
        try (StateFolder opened = StateFolder.open(newer, "maintenance")) {
            opened.save(State.of("maintenance", 99).build(), "of another version");
        }
        refuses("version=99", "score", "--state", newer.toString(), "--csv", csv);
        refuses("holds nothing that was learned", "score", "--state", Files.createDirectory(folder.resolve("none"))
            .toString(), "--csv", csv);
    }

    @Test
    void refusesWrongUsage() throws IOException {
        assertEquals(2, run("score", "--state", state()));
        assertTrue(err.toString().contains("give an input"), err::toString);
        assertEquals(2, run("learn", "--state", state(), "--bearing", "9,1,2,0", "--csv", pump("a.csv", 100, 999)));
        assertEquals(2, run("learn", "--state", state(), "--bearing", "9,1", "--csv", pump("a.csv", 100, 999)));
        assertEquals(2, run("learn", "--state", state(), "--unit", "inch", "--csv", pump("a.csv", 100, 999)));
        assertEquals(0, run());
        assertTrue(out.toString().contains("Watches a machine"));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private void refuses(String message, String... args) {
        assertEquals(1, run(args), () -> String.join(" ", args) + ": " + out);
        assertEquals(1, err.toString().strip().lines().count(), err::toString);
        assertTrue(err.toString().contains(message), err::toString);
    }
}
