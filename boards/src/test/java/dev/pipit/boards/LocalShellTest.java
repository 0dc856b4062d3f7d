package dev.pipit.boards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.boards.Shell.Result;

@DisabledOnOs(OS.WINDOWS)
class LocalShellTest {
    private final Shell shell = Shell.local();

    @Test
    void givesBackWhatAScriptPrintsAndHowItEnds() throws IOException {
        assertEquals(new Result(3, "out\n", "err\n"), shell.run("echo out; echo err >&2; exit 3"));
    }

    @Test
    void letsAScriptRead() throws IOException {
        var input = new ByteArrayInputStream("a\nb\n".getBytes(StandardCharsets.UTF_8));
        assertEquals("2", shell.run("wc -l", input).out().strip());
    }

    @Test
    void doesNotMindAScriptThatReadsNothing() throws IOException {
        assertTrue(shell.run("exit 0", new ByteArrayInputStream(new byte[1 << 20])).worked());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "it's", "$HOME", "`id`", "\"", "\\", "*", "a\nb", "'", "''"})
    void quotesEveryWord(String word) throws IOException {
        assertEquals(word, shell.run("printf '%s' " + Shell.quoted(word)).out());
    }

    @Test
    void readsNoFileThatIsNotThere() throws IOException {
        assertEquals(Optional.empty(), shell.read("/no such file"));
    }
}
