package dev.pipit.framework.tflite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.pipit.testing.AllocatedBytes;
import dev.pipit.testing.ModelFuzz;

/** Whatever a file says, reading it ends soon, in little memory, with a model or a {@link ModelFormatException}. */
class ModelFuzzTest {
    private static final int CASES = Integer.getInteger("pipit.fuzz", 5_000);      // more with -Dpipit.fuzz=1000000
    private static final long LARGEST_FUZZED = 60_000;      // larger ones are nearly all weights, where damage is not seen

    @Test
    void refusesOrReadsDamagedModels() {
        List<byte[]> files = TestModels.all().stream().map(ModelWriter::bytes).toList();
        fuzz(files, 1);
    }

    @Test
    void refusesOrReadsDamagedPublicModels() throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (Path file : PublicModelsTest.models("golden")) {
            if (Files.size(file) <= LARGEST_FUZZED) {
                files.add(Files.readAllBytes(file));
            }
        }
        fuzz(files, 2);
    }

    private static void fuzz(List<byte[]> files, long seed) {
        ModelFuzz fuzz = new ModelFuzz(files, seed);
        Duration aMillisecondEach = Duration.ofMillis(10_000 + CASES);           // one that never ends fails too
        assertTimeoutPreemptively(aMillisecondEach, () -> fuzz.run(0, CASES));
        assertEquals(CASES, fuzz.loaded() + fuzz.refused());
        assertTrue(fuzz.loaded() > CASES / 100 && fuzz.refused() > CASES / 10, fuzz.toString());
    }

    /** Each prefix of a model: a download that stopped. */
    @Test
    void refusesEveryTruncation() {
        for (Model model : TestModels.all()) {
            byte[] file = ModelWriter.bytes(model);
            int padding = file.length - Byte.SIZE;             // nothing points to what rounds the file up
            for (int length = 0; length < padding; length++) {
                ByteBuffer start = ByteBuffer.wrap(file, 0, length);
                var e = assertThrows(ModelFormatException.class, () -> Model.read(start, "short.tflite"));
                assertTrue(e.getMessage().startsWith("short.tflite: "), e.getMessage());
            }
        }
    }

    /** As many subgraphs as fit, each of them the same one, with as many tensors as fit: squares of the file's size. */
    @Test
    void refusesAFileThatDescribesFarMoreThanItHolds() {
        FlatBufferBuilder b = new FlatBufferBuilder();
        int tensor = new TableWriter(b).end();
        int subgraph = new TableWriter(b).tables(Schema.SUBGRAPH_TENSORS, Collections.nCopies(2_000, tensor)).end();
        int model = new TableWriter(b).int32(Schema.MODEL_VERSION, Schema.VERSION)
            .tables(Schema.MODEL_SUBGRAPHS, Collections.nCopies(2_000, subgraph)).end();
        b.finish(model, Schema.IDENTIFIER);
        var e = assertThrows(ModelFormatException.class,
            () -> Model.read(ByteBuffer.wrap(b.sizedByteArray()), "bomb.tflite"));
        assertTrue(e.getMessage().contains("describes more than a file of"), e.getMessage());
    }

    /**
     * The most objects for the fewest bytes: all entries of one long vector point to the same, smallest table, and the
     * file is just as long as it must be to be let through.
     */
    @ParameterizedTest
    @ValueSource(strings = {"tensors", "operators", "custom", "subgraphs", "codes", "buffers"})
    void takesMemoryInProportionToTheFile(String kind) throws IOException {
        byte[] file = many(kind, 20_000, 20_000 * 6);
        byte[] shorter = many(kind, 20_000, 20_000 * 5);
        assertThrows(ModelFormatException.class, () -> Model.read(ByteBuffer.wrap(shorter), "shorter.tflite"));
        Model.read(ByteBuffer.wrap(file), "many.tflite");              // loads the classes
        long before = AllocatedBytes.ofThisThread();
        Model.read(ByteBuffer.wrap(file), "many.tflite");
        long took = AllocatedBytes.ofThisThread() - before;
        assertTrue(took <= Model.mostBytes(file.length),
            took + " bytes for a file of " + file.length);
    }

    /** Two buffers that are the same bytes: whoever copies them would need more memory than the file has. */
    @Test
    void refusesBuffersThatShareTheirBytes() {
        FlatBufferBuilder b = new FlatBufferBuilder();
        int bytes = b.createByteVector(new byte[10_000]);
        List<Integer> buffers = new ArrayList<>();
        for (int k = 0; k < 2; k++) {
            b.startTable(1);
            b.addOffset(Schema.BUFFER_DATA, bytes, 0);
            buffers.add(b.endTable());
        }
        int subgraph = new TableWriter(b).end();
        int model = new TableWriter(b).int32(Schema.MODEL_VERSION, Schema.VERSION)
            .tables(Schema.MODEL_BUFFERS, buffers).tables(Schema.MODEL_SUBGRAPHS, List.of(subgraph)).end();
        b.finish(model, Schema.IDENTIFIER);
        var e = assertThrows(ModelFormatException.class,
            () -> Model.read(ByteBuffer.wrap(b.sizedByteArray()), "twice.tflite"));
        assertTrue(e.getMessage().startsWith("twice.tflite: buffer 1: shares its bytes with another"), e.getMessage());
    }

    private static byte[] many(String kind, int count, int unused) {
        FlatBufferBuilder b = new FlatBufferBuilder();
        b.createByteVector(new byte[unused]);
        List<Integer> entries = Collections.nCopies(count, new TableWriter(b).end());
        OperatorCode operator = kind.equals("custom") ? OperatorCode.CUSTOM : OperatorCode.ADD;
        int code = new TableWriter(b).int8(Schema.CODE_SMALL_NUMBER, operator.code()).end();
        TableWriter subgraph = new TableWriter(b);
        TableWriter model = new TableWriter(b).int32(Schema.MODEL_VERSION, Schema.VERSION);
        switch (kind) {
            case "tensors" -> subgraph.tables(Schema.SUBGRAPH_TENSORS, entries);
            case "buffers" -> model.tables(Schema.MODEL_BUFFERS, entries);
            case "operators", "custom" -> subgraph.tables(Schema.SUBGRAPH_OPERATORS, entries);
            default -> { }
        }
        model.tables(Schema.MODEL_OPERATOR_CODES, kind.equals("codes") ? entries : List.of(code));
        model.tables(Schema.MODEL_SUBGRAPHS, kind.equals("subgraphs") ? entries : List.of(subgraph.end()));
        b.finish(model.end(), Schema.IDENTIFIER);
        return b.sizedByteArray();
    }
}
