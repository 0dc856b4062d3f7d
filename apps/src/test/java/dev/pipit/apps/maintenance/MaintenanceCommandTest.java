package dev.pipit.apps.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
