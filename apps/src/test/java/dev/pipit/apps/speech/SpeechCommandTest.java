package dev.pipit.apps.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import dev.pipit.apps.Terminal;
import dev.pipit.sensors.recording.WavFile;

class SpeechCommandTest {
    @TempDir
    private Path folder;
    @TempDir
    private Path clips;
    private FakeEngines fakes;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void makeFolder() throws IOException {
        fakes = new FakeEngines(folder);
    }

    private int run(Callable<Integer> command, Object... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(command).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
            .execute(Stream.of(words).map(Object::toString).toArray(String[]::new));
    }

    private SayCommand say() {
        return new SayCommand(fakes::found);
    }

    @Test
    void writesAFileForEachVoice() throws IOException {
        fakes.all();
        assertEquals(0, run(say(), "hey computer", "--voices", 12, "--out", clips.resolve("new")));
        assertTrue(out.toString().contains("new: 12 clips of "), out.toString());
        assertTrue(err.toString().startsWith("espeak-ng 1.51: 10 voices of 5 speakers; "), err.toString());
        List<Path> files = files(clips.resolve("new"));
        assertEquals(12, files.size());
        assertTrue(files.get(0).getFileName().toString().matches("0001-espeak-ng-en-(gb|us)(\\+\\w+)?-\\d+-\\d+\\.wav"),
            files.get(0)::toString);
        try (WavFile wav = WavFile.open(files.get(0))) {
            assertEquals(16_000, wav.format().rateHz());
            assertEquals(1, wav.format().channels());
            assertEquals(0.6, wav.length() / 16_000.0, 0.02, "two words, in the fake");
        }
    }

    @Test
    void writesTheSameForTheSameSeed(@TempDir Path again) throws IOException {
        fakes.all();
        assertEquals(0, run(say(), "hey", "--voices", 8, "--seed", 3, "--jobs", 1, "--out", clips));
        assertEquals(0, run(say(), "hey", "--voices", 8, "--seed", 3, "--jobs", 4, "--out", again));
        List<Path> files = files(clips);
        assertEquals(8, files.size());
        for (Path file : files) {
            assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again.resolve(file.getFileName())));
        }
    }

    @Test
    void takesFromTheCacheWhatWasSpokenBefore(@TempDir Path cache) throws IOException {
        fakes.all();
        for (int time = 0; time < 2; time++) {
            assertEquals(0, run(say(), "hey", "--voices", 5, "--out", clips, "--cache", cache));
            assertEquals(5, fakes.spoken().size());
        }
    }

    @Test
    void goesOnAfterAVoiceThatCannotSpeakIt() throws IOException {
        fakes.espeakNg().flite().install("flite", "--version", "true", "-lv", "echo Voices available: rms",
            "*", "echo broken >&2; exit 1");
        assertEquals(1, run(say(), "hey", "--voices", 6, "--out", clips));
        assertTrue(err.toString().contains("pipit: flite/rms/"), err.toString());
        assertTrue(err.toString().contains("\"hey\": exit code 1: broken"), err.toString());
        assertTrue(out.toString().contains(": 4 clips of "), out.toString());
        assertEquals(4, files(clips).size());
    }

    @Test
    void refusesWrongUsage() throws IOException {
        fakes.all();
        assertEquals(2, run(say(), "hey"));
        assertEquals(2, run(say(), "[[hey]]", "--out", clips));
        assertTrue(err.toString().contains("a text to say may hold letters"), err.toString());
        assertEquals(2, run(say(), "hey", "--voices", 0, "--out", clips));
        assertEquals(2, run(say(), "hey", "--jobs", 0, "--out", clips));
        assertEquals(2, new Terminal().run("speech", "say"));
    }

    @Test
    void saysWhatToInstall() {
        SayCommand say = say();
        new CommandLine(say).setErr(new PrintWriter(err, true)).parseArgs("hey", "--out", clips.toString());
        assertTrue(assertThrows(IOException.class, say::call).getMessage().contains("sudo apt install espeak-ng"));
        assertEquals(1, run(new EnginesCommand(fakes::found)));
        assertTrue(out.toString().contains("for all of them: sudo apt install espeak-ng"), out.toString());
    }

    @Test
    void needsAFolder() throws IOException {
        fakes.all();
        SayCommand say = say();
        Path file = Files.writeString(clips.resolve("file"), "x");
        new CommandLine(say).setErr(new PrintWriter(err, true)).parseArgs("hey", "--out", file.toString());
        assertEquals(file + ": is a file; clips need a folder",
            assertThrows(IOException.class, say::call).getMessage());
    }

    @Test
    void listsEngines() throws IOException {
        fakes.espeakNg().flite();
        assertEquals(0, run(new EnginesCommand(fakes::found)));
        List<String> lines = out.toString().lines().toList();
        assertEquals("espeak-ng  1.51, 10 voices of 5 speakers: "
            + "en-gb, en-gb+Storm, en-gb+adam, en-gb+f1, en-gb+klatt, en-us, …", lines.get(0));
        assertEquals("flite      flite-2.2-current, 4 voices of 4 speakers: awb, kal16, rms, slt", lines.get(1));
        assertEquals("festival   is not installed", lines.get(2));
    }

    @Test
    void listsEnginesAsJson() throws IOException {
        fakes.flite();
        assertEquals(0, run(new EnginesCommand(fakes::found), "--json"));
        JsonObject answer = JsonParser.parseString(out.toString()).getAsJsonObject();
        JsonObject flite = answer.getAsJsonArray("engines").get(0).getAsJsonObject();
        assertEquals("flite-2.2-current", flite.get("version").getAsString());
        assertEquals("{\"name\":\"kal16\",\"speaker\":\"kal\"}", flite.getAsJsonArray("voices").get(1).toString());
        assertEquals(3, answer.getAsJsonArray("missing").size());
        assertTrue(answer.get("install").getAsString().startsWith("sudo apt install "));
    }

    @Test
    void helps() {
        Terminal terminal = new Terminal();
        assertEquals(0, terminal.run("speech"));
        assertTrue(terminal.out().contains("engines"), terminal.out());
        assertEquals(0, terminal.run("speech", "say", "--help"));
        assertTrue(terminal.out().contains("pipit speech say \"hey computer\""), terminal.out());
        assertEquals(0, terminal.run("speech", "engines", "--help"));
        assertTrue(terminal.out().contains("Exit code: 0, 1 if there is no engine"), terminal.out());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
