package dev.pipit.apps.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberedFileTest {
    @TempDir
    private Path folder;

    @Test
    void countsOnFromTheLargestNumber() throws IOException {
        assertEquals("0001.wav", name(NumberedFile.next(folder.resolve("new"), "wav")));
        Files.createFile(folder.resolve("0007.csv"));
        Files.createFile(folder.resolve("notes.txt"));
        assertEquals("0008.wav", name(NumberedFile.next(folder, "wav")));
        assertEquals("0009.wav", name(NumberedFile.next(folder, "wav")));       // the one before is not finished yet
    }

    @Test
    void hasItsNameOnlyWhenItIsWhole() throws IOException {
        NumberedFile file = NumberedFile.next(folder, "wav");
        Files.writeString(file.unfinished(), "sound");
        assertFalse(Files.exists(file.file()));
        file.finish();
        assertEquals("sound", Files.readString(file.file()));
        assertFalse(Files.exists(file.unfinished()));
    }

    @Test
    void canBeDiscarded() throws IOException {
        NumberedFile.next(folder, "wav").discard();
        try (var files = Files.list(folder)) {
            assertTrue(files.findAny().isEmpty());
        }
    }

    private static String name(NumberedFile file) {
        return file.file().getFileName().toString();
    }
}
