package dev.pipit.apps.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import dev.pipit.apps.speech.FakeEngines;
import dev.pipit.pipelines.wakeword.Word;
import dev.pipit.sensors.recording.WavWriter;

/** The whole way, with scripts for synthesisers and a backbone that knows nothing: what is written, not how good it is. */
class WordCommandTest {
    private static final WordPlan SMALL = new WordPlan(40, 10, 30, 40, 2, 10, 2, 20, 10, 8);

    @TempDir
    private Path folder;
    private FakeEngines fakes;
    private Path backbone;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void prepare() throws IOException {
        fakes = new FakeEngines(Files.createDirectory(folder.resolve("engines")));
        backbone = folder.resolve("backbone.weights");
        RandomBackbone.save(backbone);
    }

    private int run(Object... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Stream<Object> all = Stream.concat(Stream.of(words), Stream.of("--backbone", backbone));
        return new CommandLine(new WordCommand(fakes::found, Optional.of(SMALL))).setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true)).setExecutionExceptionHandler((e, line, parsed) -> {
                err.append(e.getMessage());
                return 1;
            }).execute(all.map(Object::toString).toArray(String[]::new));
    }

    private static void tone(Path file, double seconds, double amplitude) throws IOException {
        Files.createDirectories(file.getParent());
        float[] samples = new float[(int) (16_000 * (seconds + 1))];
        for (int i = 8000; i < samples.length - 8000; i++) {
            samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * 700 * i / 16_000));
        }
        try (WavWriter wav = WavWriter.of16Bits(file, 16_000, 1)) {
            wav.write(samples, 0, samples.length);
        }
    }

    private void refuses(String reason, Object... words) {
        assertEquals(1, run(words));
        assertTrue(err.toString().contains(reason), err::toString);
        assertFalse(err.toString().contains("unexpected"), err::toString);
    }

    @Test
    void writesAModelThatTheOtherCommandsTakeAndTheSameAgain() throws IOException {
        fakes.all();
        Path one = folder.resolve("one");
        assertEquals(0, run("hey computer", "--json", "--out", one), err::toString);
        JsonObject said = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals(one.resolve("hey_computer.json").toString(), said.get("manifest").getAsString());
        Word word = Word.load(one.resolve("hey_computer.json"));
        assertEquals("hey computer", word.label());
        assertTrue(word.manifest().origin().get("training_command").startsWith("pipit train wake-word \"hey computer\" --seed 1"),
            word.manifest().origin()::toString);
        String report = Files.readString(one.resolve("report.html"));
        assertTrue(report.contains("data:image/png;base64,") && report.contains("µs a hop"), "pictures and costs are in it");
        assertTrue(Files.size(one.resolve("curve.png")) > 1000, "a picture");

        Path two = folder.resolve("two");
        assertEquals(0, run("hey computer", "--out", two), err::toString);
        assertTrue(out.toString().contains("next: ./pipit wake-word --mic --model " + two.resolve("hey_computer.json")),
            out::toString);
        for (String name : List.of("hey_computer.tflite", "hey_computer.json")) {
            assertArrayEquals(Files.readAllBytes(one.resolve(name)), Files.readAllBytes(two.resolve(name)), name);
        }
        int spoken = fakes.spoken().size();
        assertEquals(0, run("hey computer", "--out", two), err::toString);
        assertEquals(spoken, fakes.spoken().size(), "what was spoken before is not spoken again");
    }

    @Test
    void leavesOutRecordingsThatCannotBeUsedAndJudgesByOthers() throws IOException {
        fakes.all();
        Path said = folder.resolve("said");
        for (int i = 0; i < 24; i++) {
            tone(said.resolve("ann/" + i + ".wav"), 0.4 + 0.01 * i, 0.5);
        }
        tone(said.resolve("ann/silent.wav"), 0.4, 0);
        tone(said.resolve("ann/long.wav"), 5, 0.5);
        Files.writeString(said.resolve("ann/broken.wav"), "this is not sound");
        assertEquals(0, run("hey computer", "--positives", said, "--json", "--out", folder.resolve("model")), err::toString);
        assertTrue(err.toString().contains("silent.wav: is silent; left out"), err::toString);
        assertTrue(err.toString().contains("long.wav: a word must be 0.15 to 3 s long between silence: it is 5.0"), err::toString);
        assertTrue(err.toString().contains("broken.wav"), err::toString);
        JsonObject object = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals(24, object.get("own_recordings").getAsInt());
        assertEquals(5, object.get("own_recordings_judged_by").getAsInt(), "a fifth");
    }

    @Test
    void refusesRecordingsOfWhichNoneCanBeUsed() throws IOException {
        fakes.all();
        Path said = folder.resolve("said");
        tone(said.resolve("silent.wav"), 0.4, 0);
        refuses("none of its recordings can be used", "hey computer", "--positives", said, "--out", folder.resolve("model"));
    }

    @Test
    void saysWhatToInstallWhereNothingCanSpeak() {
        refuses("sudo apt install espeak-ng", "hey computer", "--out", folder.resolve("model"));
    }

    @Test
    void saysHowMuchIsThereAndHowMuchIsNeeded() throws IOException {
        Path said = folder.resolve("said");
        for (int i = 0; i < 6; i++) {
            tone(said.resolve(i + ".wav"), 0.5, 0.5);
        }
        refuses("too few clips of \"hey computer\" to train: there are 6, at least 10 are needed", "hey computer",
            "--positives", said, "--out", folder.resolve("model"));
    }

    @Test
    void refusesAPhraseThatNoEngineCanSpeak() throws IOException {
        fakes.all();
        refuses("no engine can speak \"silence\"", "silence", "--out", folder.resolve("model"));
    }

    @Test
    void refusesAFileInPlaceOfTheFolder() throws IOException {
        fakes.all();
        Path file = Files.createFile(folder.resolve("model"));
        refuses("is a file; --out needs a folder", "hey computer", "--out", file);
    }

    @Test
    void refusesWrongUsage() {
        assertEquals(2, run("ok", "--out", folder));
        assertEquals(2, run("hey computer", "--minutes", 1, "--out", folder));
        assertEquals(2, run("hey computer", "--false-accepts", 0, "--out", folder));
        assertEquals(2, run("hey computer"));
    }
}
