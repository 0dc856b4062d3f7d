package dev.pipit.apps.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import dev.pipit.framework.adaptation.State;
import dev.pipit.framework.adaptation.StateFolder;

class StateCommandTest {
    @TempDir
    private Path temporary;

    private final StringWriter out = new StringWriter();

    private int run(String... args) {
        out.getBuffer().setLength(0);
        return new CommandLine(new StateCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(out)).execute(args);
    }

    private String learned() throws IOException {
        Path folder = temporary.resolve("state");
        try (StateFolder open = StateFolder.open(folder, "gesture")) {
            open.save(State.of("gesture", 1).text("who", "ann").numbers("weights", 1f, 2f).build(), "first");
            open.save(State.of("gesture", 1).text("who", "bob").numbers("weights", 3f, 4f).build(), "second");
        }
        return folder.toString();
    }

    @Test
    void showsWhatCounts() throws IOException {
        String folder = learned();
        assertEquals(0, run("show", folder));
        assertTrue(out.toString().startsWith("gesture, version 2, "), out.toString());
        assertTrue(out.toString().contains("bob"), out.toString());
        assertEquals(0, run("show", "--json", folder));
        JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals("second", json.get("note").getAsString());
        assertEquals(4, json.getAsJsonObject("contents").getAsJsonObject("weights").get("greatest").getAsDouble());
    }

    @Test
    void goesBackOneVersionOrToTheOneThatIsNamed() throws IOException {
        String folder = learned();
        assertEquals(0, run("rollback", folder));
        assertEquals(0, run("show", folder));
        assertTrue(out.toString().contains("ann"), out.toString());
        assertEquals(0, run("rollback", "--to", "2", folder));
        assertEquals(0, run("history", folder));
        assertEquals(4, out.toString().lines().count());
        assertTrue(out.toString().contains("back to version 2"), out.toString());
    }

    @Test
    void forgetsSoundToo() throws IOException {
        String folder = learned();
        Path audio = Files.createDirectories(Path.of(folder, "audio"));
        Files.write(audio.resolve("000001.wav"), new byte[] {1});
        assertEquals(0, run("forget", folder));
        assertEquals("deleted 2 versions and 1 recordings", out.toString().strip());
        assertTrue(Files.notExists(audio.resolve("000001.wav")));
        assertEquals(1, run("show", folder));
    }

    @Test
    void refusesAFolderOfSomethingElse() throws IOException {
        Files.writeString(temporary.resolve("letter.txt"), "dear");
        assertEquals(1, run("forget", temporary.toString()));
        assertTrue(out.toString().contains("holds nothing that was learned"), out.toString());
        assertTrue(Files.notExists(temporary.resolve("lock")), "and leaves nothing there");
    }

    /** The process is killed at 20 random moments; {@code pipit state torture --kills 1000} does more. */
    @Test
    void losesNothingThatWasAcknowledgedWhenItIsKilled() throws IOException, InterruptedException {
        Torture torture = new Torture(temporary.resolve("killed"), 2_000, 1);
        for (int i = 0; i < 20; i++) {
            torture.kill();
        }
        Torture.Result result = torture.result();
        assertTrue(result.passed(), result.toString());
        assertEquals(20, result.kills());
        assertTrue(result.acknowledged() > 0, result.toString());
    }
}
