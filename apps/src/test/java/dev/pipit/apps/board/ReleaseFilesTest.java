package dev.pipit.apps.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.boards.deploy.ReleaseFile;

class ReleaseFilesTest {
    @TempDir
    private Path folder;

    private static List<String> names(List<ReleaseFile> files) {
        return files.stream().map(ReleaseFile::name).toList();
    }

    @Test
    void takesTheLauncherAndAllThatItGaveToJava() throws IOException {
        Files.writeString(folder.resolve("pipit"), "#!/bin/sh\n");
        Path jars = Files.createDirectories(folder.resolve("lib"));
        Files.writeString(jars.resolve("b.jar"), "b");
        Files.writeString(jars.resolve("a.jar"), "a");
        Files.writeString(jars.resolve("notes.txt"), "no library");
        List<ReleaseFile> files = ThisProgram.files(folder.toString(), jars.toString());
        assertEquals(List.of("pipit", "lib/a.jar", "lib/b.jar"), names(files));
        assertTrue(files.get(0).executable());
        // of the letter a: FIPS 180-4, computed by sha256sum
        assertEquals("ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb", files.get(1).sha256());
    }

    private Path model() throws IOException {
        Path model = Files.writeString(folder.resolve("word.tflite"), "TFL3");
        Files.writeString(folder.resolve("word.json"), """
            {"type": "micro", "wake_word": "Word", "model": "word.tflite", "version": 2,
             "micro": {"probability_cutoff": 0.9, "sliding_window_size": 5, "feature_step_size": 10}}
            """);
        return model;
    }

    @Test
    void takesAModelWithItsManifest() throws IOException {
        Path model = model();
        assertEquals(List.of("models/word.tflite", "models/word.json"), names(new ModelFiles(List.of(model)).files()));
        var manifest = new ModelFiles(List.of(folder.resolve("word.json")));
        assertEquals(List.of("models/word.json", "models/word.tflite"), names(manifest.files()));
        assertEquals(List.of("models/word.json"), manifest.given());
    }

    @Test
    void leavesAWordThatComesWithPipitToItsName() throws IOException {
        var chosen = new ModelFiles(List.of(Path.of("happy")));
        assertEquals(List.of(), chosen.files());
        assertEquals(List.of("happy"), chosen.shipped());
    }

    @Test
    void refusesAModelThatIsNotThere() {
        assertThrows(NoSuchFileException.class, () -> new ModelFiles(List.of(folder.resolve("absent.json"))));
    }
}
