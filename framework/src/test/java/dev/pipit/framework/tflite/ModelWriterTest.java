package dev.pipit.framework.tflite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelWriterTest {
    static List<Model> models() {
        return TestModels.all();
    }

    @ParameterizedTest
    @MethodSource("models")
    void writesWhatIsReadAgain(Model model) throws IOException {
        assertSame(model, Model.read(ByteBuffer.wrap(ModelWriter.bytes(model)), "again.tflite"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"golden", "models"})
    void writesEveryPublicModel(String kind) throws IOException {
        for (Path file : PublicModelsTest.models(kind)) {
            Model model = Model.load(file);
            byte[] bytes = ModelWriter.bytes(model);
            assertSame(model, Model.read(ByteBuffer.wrap(bytes), file.toString()));
            assertTrue(bytes.length <= Files.size(file) * 1.05 + 1000,
                file + " grows from " + Files.size(file) + " to " + bytes.length + " bytes");
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void givesTheSameBytesEachTime(Model model) throws IOException {
        byte[] bytes = ModelWriter.bytes(model);
        assertArrayEquals(bytes, ModelWriter.bytes(model));
        assertArrayEquals(bytes, ModelWriter.bytes(Model.read(ByteBuffer.wrap(bytes), "again.tflite")));
    }

    @Test
    void namesTheFormatAtByteFour() {
        byte[] bytes = ModelWriter.bytes(TestModels.convolution());
        assertEquals("TFL3", new String(bytes, 4, 4, StandardCharsets.US_ASCII));
    }

    @Test
    void putsConstantsAtMultiplesOfSixteenBytes() {
        String mark = "0123456789abcdefghijklmnopqrstuvwxyz";
        for (int size = 4; size <= mark.length(); size++) {           // shorter ones could be found elsewhere
            ModelBuilder b = new ModelBuilder().named("n".repeat(size));
            b.constant("c", TensorType.UINT8, mark.substring(0, size).getBytes(StandardCharsets.US_ASCII), size);
            String file = new String(ModelWriter.bytes(b.model()), StandardCharsets.ISO_8859_1);
            assertEquals(0, file.indexOf(mark.substring(0, size)) % 16, "constant of " + size + " bytes");
        }
    }

    @Test
    void writesEqualConstantsOnce() {
        byte[] large = new byte[10_000];
        ModelBuilder b = new ModelBuilder();
        b.constant("a", TensorType.INT8, large, 10_000);
        b.constant("b", TensorType.INT8, large.clone(), 100, 100);
        assertTrue(ModelWriter.bytes(b.model()).length < 11_000);
    }

    @Test
    void savesAFileThatLoads(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("saved.tflite");
        ModelWriter.write(TestModels.streaming(), file);
        Model loaded = Model.load(file);
        assertSame(TestModels.streaming(), loaded);
        assertEquals("saved.tflite", loaded.name());
        assertEquals(Files.size(file), loaded.fileBytes());
    }

    @Test
    void doesNotSaveWhatCouldNotBeRead(@TempDir Path folder) {
        ModelBuilder b = new ModelBuilder();
        b.constant("c", TensorType.INT8, new byte[3], 4);
        Path file = folder.resolve("wrong.tflite");
        assertThrows(ModelFormatException.class, () -> ModelWriter.write(b.model(), file));
        assertFalse(Files.exists(file));
    }

    @Test
    void refusesOptionsThatWereNotRead() {
        ModelBuilder b = new ModelBuilder();
        int x = b.tensor("x", TensorType.FLOAT32, 1);
        int y = b.tensor("y", TensorType.FLOAT32, 1);
        b.operator(OperatorCode.ONE_HOT, new Options.Unread(), List.of(x), List.of(y)).inputs(x).outputs(y);
        var e = assertThrows(IllegalArgumentException.class, () -> ModelWriter.bytes(b.model()));
        assertEquals("options that were not read cannot be written: operator 0 (ONE_HOT)", e.getMessage());
    }

    /** So that a field which is not written, or not read, cannot pass for its default. */
    @Test
    void isTestedWithEveryKindOfOptions() {
        var kinds = new HashSet<Class<?>>(List.of(Options.class.getPermittedSubclasses()));
        for (Model model : models()) {
            model.subgraphs().forEach(s -> s.operators().forEach(operator -> kinds.remove(operator.options().getClass())));
        }
        assertEquals(List.of("Unread"), kinds.stream().map(Class::getSimpleName).sorted().toList());
    }

    /** All but the name and size of the file, and the numbers of constants in the file's byte order. */
    static void assertSame(Model expected, Model actual) {
        assertEquals(expected.description(), actual.description());
        assertEquals(expected.subgraphs(), actual.subgraphs());
        for (Subgraph subgraph : actual.subgraphs()) {
            for (TensorInfo tensor : subgraph.tensors()) {
                tensor.constant().ifPresent(bytes -> {
                    assertTrue(bytes.isReadOnly());
                    assertEquals(ByteOrder.LITTLE_ENDIAN, bytes.order());
                    assertEquals(0, bytes.position());
                    assertEquals(tensor.bytes(), bytes.remaining());
                });
            }
        }
    }
}
