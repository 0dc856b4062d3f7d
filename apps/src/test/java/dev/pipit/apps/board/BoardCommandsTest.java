package dev.pipit.apps.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import dev.pipit.apps.Terminal;

class BoardCommandsTest {
    private final Terminal terminal = new Terminal();

    @Test
    void listsBoards() {
        assertEquals(0, terminal.run("boards"));
        assertEquals(8, terminal.out().lines().count());
        assertTrue(terminal.out().startsWith("zero-w     Raspberry Pi Zero W            BCM2835"), terminal.out());
    }

    @Test
    void showsOneBoard() {
        assertEquals(0, terminal.run("boards", "zero-2-w"));
        assertTrue(terminal.out().contains("\ncores         4\nmemory        512 MB\n"), terminal.out());
        assertTrue(terminal.out().contains("sda 2, scl 3"), terminal.out());
    }

    @Test
    void showsOneBoardAsJson() {
        assertEquals(0, terminal.run("boards", "5", "--json"));
        JsonObject board = JsonParser.parseString(terminal.out()).getAsJsonObject();
        assertEquals("pinctrl-rp1", board.get("gpio_chip").getAsString());
        assertEquals(2, board.getAsJsonObject("pins").get("sda").getAsInt());
    }

    @Test
    void saysWhichBoardsThereAre() {
        assertEquals(1, terminal.run("boards", "4c"));
        assertTrue(terminal.err().startsWith("pipit: board must be one of [zero-w, "), terminal.err());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void examinesThisMachine() {
        int code = terminal.run("doctor", "--json");
        JsonObject diagnosis = JsonParser.parseString(terminal.out()).getAsJsonObject();
        assertEquals(diagnosis.get("healthy").getAsBoolean() ? 0 : 1, code);
        assertTrue(StreamSupport.stream(diagnosis.getAsJsonArray("findings").spliterator(), false)
            .anyMatch(finding -> finding.getAsJsonObject().get("subject").getAsString().equals("java")), terminal.out());
    }

    @Test
    void refusesADestinationThatIsNone() {
        assertEquals(1, terminal.run("doctor", "pi@board:x"));
        assertEquals("pipit: destination must be of the form USER@HOST:PORT: pi@board:x\n", terminal.err());
    }

    @Test
    void deploysCommandsOnly() {
        assertEquals(2, terminal.run("deploy", "pi@board", "--app", "wake"));
        assertTrue(terminal.err().startsWith("pipit: --app must be a command of pipit: app=wake\n"), terminal.err());
    }

    @Test
    void deploysOnlyWhatTheLauncherRuns() {
        assertEquals(1, terminal.run("deploy", "pi@board"));
        assertEquals("pipit: what is deployed is what the launcher runs: start it as ./pipit deploy\n", terminal.err());
    }

    @Test
    void doesOneThingAtATime() {
        assertEquals(2, terminal.run("deploy", "pi@board", "--status", "--remove"));
        assertTrue(terminal.err().contains("mutually exclusive"), terminal.err());
    }
}
