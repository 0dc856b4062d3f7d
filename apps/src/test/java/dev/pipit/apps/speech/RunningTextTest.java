package dev.pipit.apps.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningTextTest {
    @TempDir
    private Path folder;

    @Test
    void isNeverTheSameAndCanAlwaysBeSpoken() throws IOException {
        List<String> texts = RunningText.of(1).next(500);
        assertEquals(500, new HashSet<>(texts).size());
        for (String text : texts) {
            Utterance.check(text);
            assertFalse(text.contains("_"), text);
            assertEquals(2, text.split("\\. ").length, text);
        }
    }

    @Test
    void repeatsItselfFromItsSeedOnly() throws IOException {
        RunningText again = RunningText.of(1);
        assertEquals(RunningText.of(1).next(20), List.of(again.next(10), again.next(10)).stream().flatMap(List::stream).toList());
        assertFalse(RunningText.of(2).next(20).equals(RunningText.of(1).next(20)));
    }

    @Test
    void saysWordsOfTheDictionaryToo() throws IOException {
        Path dictionary = Files.writeString(folder.resolve("words"), "xylophone\n");
        assertTrue(String.join(" ", RunningText.of(1, dictionary).next(20)).contains("xylophone"));
    }
}
