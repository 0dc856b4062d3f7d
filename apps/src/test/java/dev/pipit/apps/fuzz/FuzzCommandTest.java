package dev.pipit.apps.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.apps.Terminal;
import dev.pipit.framework.tflite.FileDamage;
import dev.pipit.framework.tflite.ModelWriter;

/** Fuzzing of the model that is built in, which is small. */
class FuzzCommandTest {
    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;
    private Path model;

    @BeforeEach
    void writeModel() throws IOException {
        model = folder.resolve("intact.tflite");
        ModelWriter.write(IntactModels.builtIn(), model);
    }

    @Test
    void theModelThatIsBuiltInRuns() {
        assertEquals(Trial.Outcome.RUN, new Trial().of(ModelWriter.bytes(IntactModels.builtIn())));
    }

    @Test
    void findsNothingAndSaysHowFast() {
        assertEquals(0, terminal.run("model", "fuzz", model, "--cases", 2_000, "--output-dir", folder), terminal.out());
        assertTrue(terminal.out().startsWith("2 000 cases of " + model + ", seed 1, "), terminal.out());
        assertTrue(terminal.out().matches("(?s).*\n2 000 cases in \\d+ s, [\\d ]+ a second: nothing found\n"),
            terminal.out());
    }

    /** Some damage is fatal, some is in settings, some is in weights. */
    @Test
    void comesToEveryEndThatAFileCanHave() {
        JsonObject all = json("--cases", 3_000);
        long sum = 0;
        for (String outcome : List.of("refused", "not_prepared", "run")) {
            assertTrue(all.get(outcome).getAsLong() > 30, all.toString());
            sum += all.get(outcome).getAsLong();
        }
        assertEquals(3_000, sum + all.get("not_tried").getAsLong());
    }

    @Test
    void aSeedGivesTheSameCasesAgainAndAnotherSeedOthers() {
        JsonObject once = json("--cases", 500, "--seed", 3);
        JsonObject again = json("--cases", 500, "--seed", 3);
        JsonObject other = json("--cases", 500, "--seed", 4);
        for (String outcome : List.of("refused", "not_prepared", "run")) {
            assertEquals(once.get(outcome), again.get(outcome));
        }
        assertFalse(once.get("refused").equals(other.get("refused")) && once.get("run").equals(other.get("run"))
            && once.get("not_prepared").equals(other.get("not_prepared")));
    }

    /** The parts of a run are the run: what a single case needs to be repeated is its number. */
    @Test
    void aCaseIsGivenByItsNumber() {
        long whole = json("--cases", 300).get("refused").getAsLong();
        long parts = json("--cases", 100).get("refused").getAsLong()
            + json("--cases", 200, "--first", 100).get("refused").getAsLong();
        assertEquals(whole, parts);
    }

    /** Whatever takes longer than nothing at all hangs. */
    @Test
    void aCaseThatIsNotOverInTimeIsFoundAndKept() throws InterruptedException {
        var damage = new FileDamage(List.of(ModelWriter.bytes(IntactModels.builtIn())), 1);
        var run = new FuzzRun(damage, 0, 1_000_000, Duration.ZERO);
        run.run(1, done -> { });
        FuzzRun.Finding finding = run.findings().get(0);
        assertEquals("is not over after 0 s", finding.what().getMessage());
        assertArrayEquals(damage.damaged(finding.number()), finding.file());
        assertTrue(run.done() < 1_000_000);
    }

    @Test
    void damagesWhatIsBuiltInWhereThereIsNoOtherModel() throws IOException {
        assertEquals(List.of("built in"), IntactModels.usual(Map.of("PIPIT_DATA", folder.toString())).names());
    }

    @Test
    void findsModelsInTheFolderOfPublicData() throws IOException {
        Files.createDirectories(folder.resolve("models/tiny"));
        Path small = Files.copy(model, folder.resolve("models/tiny/small.tflite"));
        Files.write(folder.resolve("models/large.tflite"), new byte[100_000]);
        IntactModels found = IntactModels.usual(Map.of("PIPIT_DATA", folder.toString()));
        assertEquals(List.of(small.toString()), found.names());
        IntactModels cached = IntactModels.usual(Map.of("XDG_CACHE_HOME", folder.toString()));
        assertEquals(List.of("built in"), cached.names());
    }

    @Test
    void refusesWrongUsageAndAModelThatIsNotIntact() throws IOException {
        assertEquals(2, terminal.run("model", "fuzz", model, "--cases", 0));
        Files.write(model, new byte[100]);
        assertEquals(1, terminal.run("model", "fuzz", model, "--cases", 1));
        assertTrue(terminal.err().contains("is not a TensorFlow Lite model"), terminal.err());
    }

    @Test
    void aDamagedFileNeedsAnIntactOne() {
        assertThrows(IllegalArgumentException.class, () -> new FileDamage(List.of(), 1));
    }

    private JsonObject json(Object... words) {
        Object[] all = new Object[words.length + 4];
        System.arraycopy(new Object[] {"model", "fuzz", model, "--json"}, 0, all, 0, 4);
        System.arraycopy(words, 0, all, 4, words.length);
        assertEquals(0, terminal.run(all), terminal.out() + terminal.err());
        return JsonParser.parseString(terminal.out()).getAsJsonObject();
    }
}
