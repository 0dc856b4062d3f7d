package dev.pipit.framework.tflite;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.testing.PublicData;

/** Every public model loads. */
class PublicModelsTest {
    @ParameterizedTest
    @ValueSource(strings = {"golden", "models"})
    void loadsEveryModel(String kind) throws IOException {
        List<String> refused = new ArrayList<>();
        for (Path file : models(kind)) {
            try {
                assertFalse(Model.load(file).main().operators().isEmpty(), file.toString());
            } catch (ModelFormatException e) {
                refused.add(e.getMessage());
            }
        }
        assertTrue(refused.isEmpty(), String.join("\n", refused));
    }

    static List<Path> models(String kind) throws IOException {
        try (Stream<Path> files = Files.walk(PublicData.folder(kind))) {
            return files.filter(file -> file.toString().endsWith(".tflite")).sorted().toList();
        }
    }
}
