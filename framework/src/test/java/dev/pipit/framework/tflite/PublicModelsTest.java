package dev.pipit.framework.tflite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.testing.PublicData;

/** Every public model loads, and says what others read in it. */
class PublicModelsTest {
    /** golden/index.json, with its names. */
    private record Index(List<Expected> models) { }

    private record Expected(String id, String model_file, Map<String, Integer> ops, List<Described> inputs,
            List<Described> outputs) { }

    private record Described(int tensor, String name, String dtype, int[] shape, Double scale, Integer zero_point) { }

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

    /** What another implementation found in the same files. */
    @Test
    void findsWhatTheReferenceFound() throws IOException {
        Path golden = PublicData.folder("golden");
        Index index = new Gson().fromJson(Files.readString(golden.resolve("index.json")), Index.class);
        assertFalse(index.models.isEmpty());
        for (Expected expected : index.models) {
            Model model = Model.load(golden.resolve(expected.model_file));
            assertEquals(new TreeMap<>(expected.ops), counts(model), expected.id);
            assertDescribes(expected.inputs, model.main(), model.main().inputs(), expected.id);
            assertDescribes(expected.outputs, model.main(), model.main().outputs(), expected.id);
        }
    }

    private static Map<String, Integer> counts(Model model) {
        Map<String, Integer> counts = new TreeMap<>();
        model.subgraphs().forEach(s -> s.operators().forEach(operator -> counts.merge(operator.name(), 1, Integer::sum)));
        return counts;
    }

    private static void assertDescribes(List<Described> expected, Subgraph main, List<Integer> tensors, String id) {
        assertEquals(expected.stream().map(Described::tensor).toList(), tensors, id);
        for (Described described : expected) {
            TensorInfo tensor = main.tensors().get(described.tensor);
            assertEquals(described.name, tensor.name(), id);
            assertEquals(described.dtype, tensor.type().name().toLowerCase(Locale.ROOT), id);
            assertArrayEquals(described.shape, tensor.shape(), id);
            assertEquals(Optional.ofNullable(described.scale).map(Double::floatValue),
                tensor.quantization().map(Quantization::scale), id);       // a float, printed as a double
            assertEquals(Optional.ofNullable(described.zero_point), tensor.quantization().map(Quantization::zeroPoint), id);
        }
    }

    static List<Path> models(String kind) throws IOException {
        try (Stream<Path> files = Files.walk(PublicData.folder(kind))) {
            return files.filter(file -> file.toString().endsWith(".tflite")).sorted().toList();
        }
    }
}
