package dev.pipit.apps.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.apps.Terminal;
import dev.pipit.testing.PublicData;

/** Public models against the numbers of the TensorFlow Lite Micro reference kernels, equal in every bit. */
class GoldenTest {
    private static final List<String> MUST_HOLD = List.of("kws_ref_model", "ad01_int8", "pretrainedResnet_quant",
        "vww_96_int8", "str_ww_ref_model", "micro_speech_quantized", "person_detect", "hello_world_int8",
        "mww_v1_okay_nabu", "mww_v2_okay_nabu", "mww_v2_hey_jarvis", "mww_v2_vad");

    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;

    @Test
    void everyCaseAndEveryDumpedTensorIsThatOfTheReference(TestReporter reporter) throws IOException {
        Path golden = PublicData.folder("golden");
        terminal.run("model", "check", "--json", golden);
        JsonObject all = JsonParser.parseString(terminal.out()).getAsJsonObject();
        Map<String, String> wrong = new TreeMap<>();
        all.getAsJsonArray("differences").forEach(each -> wrong.put(model(each), each.toString()));
        all.getAsJsonArray("failures").forEach(each -> wrong.put(model(each), each.toString()));
        all.getAsJsonObject("not_compared").entrySet()
            .forEach(each -> wrong.put(each.getKey(), each.getValue().getAsString()));
        for (String id : MUST_HOLD) {
            assertEquals(null, wrong.get(id), id);
        }
        assertTrue(all.get("cases").getAsInt() > 100, terminal.out());
        wrong.forEach(reporter::publishEntry);
    }

    private static String model(JsonElement entry) {
        return entry.getAsJsonObject().get("model").getAsString();
    }

    @Test
    void aChangedReferenceIsFound() throws IOException {
        copy(PublicData.folder("golden"), "hello_world_int8", "models/hello_world_int8.tflite");
        assertEquals(0, terminal.run("model", "check", folder.resolve("hello_world_int8")), terminal.out());
        for (String file : List.of("rand0/out0.npy", "rand1/out0.npy")) {
            Path reference = folder.resolve("hello_world_int8").resolve(file);
            byte[] bytes = Files.readAllBytes(reference);
            bytes[bytes.length - 1] ^= 1;
            Files.write(reference, bytes);
        }
        assertEquals(1, terminal.run("model", "check", folder.resolve("hello_world_int8")));
        assertTrue(terminal.out().contains("  rand0 out0: 1 of 1 differ, by at most 1, first at 0\n"), terminal.out());
        assertTrue(terminal.out().contains("2 of 7 cases differ\n"), terminal.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kws_ref_model/rand0", "mww_v2_vad/rand0"})
    void writesTheFilesOfTheReference(String name) throws IOException {
        Path golden = PublicData.folder("golden");
        Path each = golden.resolve(name);
        String id = name.substring(0, name.indexOf('/'));
        Object[] words = {"model", "run", golden.resolve("models/" + id + ".tflite"), "--input",
            each.resolve("in0.npy"), "--output-dir", folder, "--dump-tensors",
            id.startsWith("mww") ? "--steps" : "--verbose"};
        assertEquals(0, terminal.run(words), terminal.err());
        assertArrayEquals(Files.readAllBytes(each.resolve("out0.npy")), Files.readAllBytes(folder.resolve("out0.npy")));
        try (Stream<Path> tensors = Files.list(each.resolve("tensors"))) {
            for (Path tensor : tensors.toList()) {
                assertArrayEquals(Files.readAllBytes(tensor), Files.readAllBytes(folder.resolve(tensor.getFileName())),
                    tensor.toString());
            }
        }
    }

    /** The index was made by another program. */
    @Test
    void countsOperatorsAsAnotherProgramDid() throws IOException {
        Path golden = PublicData.folder("golden");
        JsonObject index = JsonParser.parseString(Files.readString(golden.resolve("index.json"))).getAsJsonObject();
        for (JsonElement element : index.getAsJsonArray("models")) {
            JsonObject entry = element.getAsJsonObject();
            ModelFacts facts = ModelFacts.of(ModelFile.load(golden.resolve(entry.get("model_file").getAsString())));
            Map<String, Integer> expected = new TreeMap<>();
            entry.getAsJsonObject("ops").entrySet()
                .forEach(op -> expected.put(op.getKey().replaceAll("^CUSTOM.", ""), op.getValue().getAsInt()));
            Map<String, Integer> counted = new TreeMap<>();
            facts.kinds().forEach(kind -> counted.put(kind.name().replaceAll("^CUSTOM.", ""), kind.count()));
            assertEquals(expected, counted, entry.get("id").getAsString());
            if (!expected.containsKey("SVDF") && !expected.containsKey("UNIDIRECTIONAL_SEQUENCE_LSTM")) {
                // which the index leaves out; it has four digits
                assertEquals(entry.get("mmacs").getAsDouble(), facts.macs() / 1e6, 0.5e-4 + 1e-9,
                    entry.get("id").getAsString());
            }
        }
    }

    private void copy(Path golden, String... names) throws IOException {
        for (String name : names) {
            try (Stream<Path> files = Files.walk(golden.resolve(name))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = folder.resolve(golden.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }
}
