package dev.pipit.apps.workshop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.pipit.framework.npy.Npy;

class ExampleSetTest {
    @TempDir
    private Path folder;

    @Test
    void comesBackAsItWasSaved() throws IOException {
        TestModels.points().save(folder.resolve("set"));
        ExampleSet set = ExampleSet.load(folder.resolve("set"));
        assertEquals(List.of(1, 2), set.shape());
        assertEquals(4, set.examples().size());
        assertArrayEquals(new float[] {2, 5}, set.examples().get(3));
        assertArrayEquals(new int[] {0, 1, 2, 2}, set.labels().orElseThrow());
    }

    @Test
    void needsNoLabels() throws IOException {
        new ExampleSet("set", List.of(1), List.of(new float[] {7}), Optional.empty()).save(folder);
        assertTrue(ExampleSet.load(folder).labels().isEmpty());
    }

    @Test
    void refusesAFolderWithoutInputs() {
        assertTrue(refusal().contains("must be a folder with inputs.npy"), refusal());
    }

    @Test
    void refusesAnEmptySet() throws IOException {
        new Npy(Npy.Type.FLOAT32, List.of(0, 2), new byte[0]).save(folder.resolve("inputs.npy"));
        assertEquals(folder + ": there must be at least one example: examples=0", refusal());
    }

    @Test
    void refusesWholeNumbers() throws IOException {
        new Npy(Npy.Type.INT8, List.of(1, 2), new byte[2]).save(folder.resolve("inputs.npy"));
        assertTrue(refusal().endsWith("must be FLOAT32 [n, shape of the input…]: it is INT8 [1, 2]"), refusal());
    }

    @Test
    void refusesWhatIsNoNumber() throws IOException {
        new ExampleSet("set", List.of(1), List.of(new float[] {0}, new float[] {Float.NaN}), Optional.empty()).save(folder);
        assertTrue(refusal().endsWith("must hold finite numbers: example 1 has NaN"), refusal());
    }

    @Test
    void refusesAnotherNumberOfLabels() throws IOException {
        TestModels.points().save(folder);
        new Npy(Npy.Type.INT8, List.of(3), new byte[3]).save(folder.resolve("labels.npy"));
        assertEquals(folder + ": there must be one label for each example: examples=4, labels=3", refusal());
    }

    @Test
    void refusesAModelOfAnotherShape() {
        var set = new ExampleSet("long", List.of(1, 3), List.of(new float[3]), Optional.empty());
        assertEquals("long: examples must have the shape of the input of dense.tflite: shape=[1, 3], input=[1, 2]",
            assertThrows(IOException.class, () -> set.checkFits(TestModels.dense(1))).getMessage());
    }

    @Test
    void refusesALabelThatTheModelDoesNotHave() {
        var set = new ExampleSet("set", List.of(1, 2), List.of(new float[2]), Optional.of(new int[] {3}));
        assertEquals("set: labels must be from 0 to 2: label=3",
            assertThrows(IOException.class, () -> set.checkFits(TestModels.dense(1))).getMessage());
    }

    private String refusal() {
        assertTrue(Files.isDirectory(folder));
        return assertThrows(IOException.class, () -> ExampleSet.load(folder)).getMessage();
    }
}
