package dev.pipit.framework.tflite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken and what is refused; messages are compared word for word. */
class ModelReaderTest {
    @Test
    void saysThatAnEmptyFileIsNoModel() {
        assertRefused(ByteBuffer.allocate(0), "is not a TensorFlow Lite model: the file is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "<html>404 not found</html>", "TFL3TFL2TFL3"})
    void saysThatATextIsNoModel(String text) {
        assertRefused(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)),
            "is not a TensorFlow Lite model: it does not have TFL3 at byte 4");
    }

    @Test
    void saysThatAFileIsCutOff() {
        byte[] file = ModelWriter.bytes(TestModels.convolution());
        String message = refusal(ByteBuffer.wrap(file, 0, file.length / 2));
        assertTrue(message.endsWith("of a file of " + file.length / 2 + " bytes: the file is cut off or damaged"), message);
    }

    /** The root table at byte 8; its vtable at byte 12 says how many bytes it has, and how many the table. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "6 | 4 | 16 | points to 6 bytes at byte 12 of a file of 16 bytes: the file is cut off or damaged",
        "4 | 9 | 16 | points to 9 bytes at byte 8 of a file of 16 bytes: the file is cut off or damaged",
        "5 | 4 | 17 | a table does not fit together: the file is damaged",
        "2 | 4 | 16 | a table does not fit together: the file is damaged",
        "4 | 2 | 16 | a table does not fit together: the file is damaged"})
    void refusesATableThatDoesNotFit(int vtableSize, int tableSize, int fileSize, String message) {
        ByteBuffer file = ByteBuffer.allocate(fileSize).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 8)
            .put(4, Schema.IDENTIFIER.getBytes(StandardCharsets.US_ASCII)).putInt(8, 8 - 12)
            .putShort(12, (short) vtableSize).putShort(14, (short) tableSize);
        assertRefused(file, message);
    }

    @Test
    void namesTheFileFirst(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("readme.tflite"), "not a model at all");
        var e = assertThrows(ModelFormatException.class, () -> Model.load(file));
        assertEquals("readme.tflite: is not a TensorFlow Lite model: it does not have TFL3 at byte 4", e.getMessage());
        assertThrows(NoSuchFileException.class, () -> Model.load(folder.resolve("absent.tflite")));
    }

    @Test
    void keepsMessagesToOneShortLineWhateverTheNames() {
        ModelBuilder b = new ModelBuilder();
        b.constant("two\nlines\u2028" + "long".repeat(1000), TensorType.INT8, new byte[3], 4);
        String message = refusal(b);
        assertTrue(message.startsWith("okay.tflite: tensor 0 (\"two?lines?longlong"), message);
        assertTrue(message.length() < 250, message);
    }

    @Test
    void readsFromThePositionOfABufferAndLeavesItThere() throws IOException {
        byte[] file = ModelWriter.bytes(TestModels.convolution());
        ByteBuffer larger = ByteBuffer.allocate(file.length + 30).position(10).put(file).flip().position(10);
        ModelWriterTest.assertSame(TestModels.convolution(), Model.read(larger, "okay.tflite"));
        assertEquals(10, larger.position());
        assertEquals(10 + file.length, larger.limit());
    }

    @Test
    void refusesAnotherVersionOfTheSchema() {
        RawModel raw = new RawModel();
        raw.builder.finish(raw.table().int32(Schema.MODEL_VERSION, 2).end(), Schema.IDENTIFIER);
        assertRefused(ByteBuffer.wrap(raw.builder.sizedByteArray()), "the schema must have version 3: version=2");
    }

    @Test
    void refusesAModelWithoutSubgraphs() {
        assertRefused(ByteBuffer.wrap(ModelWriter.bytes(ModelBuilder.model(List.of()))), "has no subgraph");
    }

    // tensors

    @Test
    void refusesAConstantOfAnotherSize() {
        ModelBuilder b = new ModelBuilder();
        b.constant("conv/weights", TensorType.INT8, new byte[40], 4, 3);
        assertRefused(b, "tensor 0 (\"conv/weights\"): buffer has 40 bytes, shape [4, 3] of INT8 needs 12");
    }

    @Test
    void packsFourBitNumbersTwoToAByte() throws IOException {
        ModelBuilder b = new ModelBuilder();
        b.constant("w", TensorType.INT4, new byte[] {0x21, 0x03}, 3);
        assertEquals(2, read(b).main().tensors().get(0).bytes());
    }

    @Test
    void refusesAShapeThatIsNotFixed() {
        ModelBuilder b = new ModelBuilder();
        b.tensor("x", TensorType.INT8, 1, -1, 40);
        assertRefused(b, "tensor 0 (\"x\"): shape is not fixed: shape=[1, -1, 40]");
        assertRefused(new RawModel().tensor(t -> t.ints(Schema.TENSOR_SHAPE_SIGNATURE, List.of(-1, 2))).file(),
            "tensor 0 (\"x\"): shape is not fixed: shape=[1], shape_signature=[-1, 2]");
    }

    @Test
    void takesAFixedShapeOfWhichTheBatchCouldChange() throws IOException {
        Model model = read(new RawModel().tensor(t -> t.ints(Schema.TENSOR_SHAPE_SIGNATURE, List.of(-1))).file());
        assertArrayEquals(new int[] {1}, model.main().tensors().get(0).shape());
    }

    @ParameterizedTest
    @CsvSource({"65536, 65536", "46341, 46341", "2147483647, 2147483647"})
    void refusesMoreElementsThanAnIntCounts(int rows, int columns) {
        ModelBuilder b = new ModelBuilder();
        b.tensor("x", TensorType.INT8, rows, columns);
        assertRefused(b, "tensor 0 (\"x\"): must not be larger than 2 GB: shape=[" + rows + ", " + columns + "] of INT8");
    }

    @Test
    void refusesMoreBytesThanAnIntCounts() {
        ModelBuilder b = new ModelBuilder();
        b.tensor("x", TensorType.FLOAT64, 1 << 28);
        assertRefused(b, "tensor 0 (\"x\"): must not be larger than 2 GB: shape=[268435456] of FLOAT64");
    }

    @Test
    void takesATensorOfNothing() throws IOException {
        ModelBuilder b = new ModelBuilder();
        b.tensor("none", TensorType.INT32, 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
        TensorInfo none = read(b).main().tensors().get(0);
        assertEquals(0, none.elements());
        assertEquals(0, none.bytes());
        assertEquals(0, none.constant().orElseThrow().remaining());
    }

    @Test
    void takesASingleNumber() throws IOException {
        ModelBuilder b = new ModelBuilder();
        b.constant("x", TensorType.INT32, ModelBuilder.int32(7));
        assertEquals(7, read(b).main().tensors().get(0).constant().orElseThrow().getInt(0));
    }

    @Test
    void refusesATypeThatIsNotKnown() {
        assertRefused(new RawModel().tensor(t -> t.int8(Schema.TENSOR_TYPE, 99)).file(),
            "tensor 0 (\"x\"): type 99 is not known");
        assertRefused(new RawModel().tensor(t -> t.int8(Schema.TENSOR_TYPE, -1)).file(),
            "tensor 0 (\"x\"): type -1 is not known");
    }

    @Test
    void refusesASparseTensor() {
        RawModel raw = new RawModel();
        int sparsity = raw.table().end();
        assertRefused(raw.tensor(t -> t.offset(Schema.TENSOR_SPARSITY, sparsity)).file(),
            "tensor 0 (\"x\"): must not be stored sparse");
    }

    @Test
    void refusesConstantsWithoutAFixedSize() {
        ModelBuilder b = new ModelBuilder();
        b.constant("labels", TensorType.STRING, new byte[8], 1);
        assertRefused(b, "tensor 0 (\"labels\"): must not be constant: type=STRING");
    }

    @Test
    void refusesAVariableThatIsConstant() {
        RawModel raw = new RawModel();
        int buffer = raw.buffer(raw.table().offset(Schema.BUFFER_DATA, raw.builder.createByteVector(new byte[4])).end());
        assertRefused(raw.tensor(t -> t.int32(Schema.TENSOR_BUFFER, buffer).flag(Schema.TENSOR_VARIABLE, true)).file(),
            "tensor 0 (\"x\"): is a variable and a constant at once");
    }

    @Test
    void refusesABufferThatIsNotThere() {
        assertRefused(new RawModel().tensor(t -> t.int32(Schema.TENSOR_BUFFER, 9)).file(),
            "tensor 0 (\"x\"): has buffer 9 of 1");
        assertRefused(new RawModel().tensor(t -> t.int32(Schema.TENSOR_BUFFER, -1)).file(),
            "tensor 0 (\"x\"): has buffer 4294967295 of 1");
    }

    @Test
    void refusesANameThatIsNotUtf8() {
        RawModel raw = new RawModel();
        int name = raw.builder.createByteVector(new byte[] {(byte) 0xC3, 0x28});
        String message = refusal(raw.tensor(t -> t.offset(Schema.TENSOR_NAME, name)).file());
        assertTrue(message.startsWith("okay.tflite: tensor 0: holds a name that is not UTF-8, at byte "), message);
    }

    // buffers outside of the tables, as files beyond 2 GB have them

    @Test
    void readsConstantsThatLieOutsideOfTheTables() throws IOException {
        Model model = read(withOutsideBuffer(32, 4, new byte[0]));
        assertEquals(4, model.main().tensors().get(0).constant().orElseThrow().remaining());
    }

    @ParameterizedTest
    @CsvSource({"1000000, 4", "-4, 4", "32, -1", "9223372036854775807, 9223372036854775807"})
    void refusesConstantsThatLieOutsideOfTheFile(long offset, long size) {
        String message = refusal(withOutsideBuffer(offset, size, new byte[0]));
        assertTrue(message.startsWith("okay.tflite: buffer 1: points to " + Long.toUnsignedString(size)
            + " bytes at byte " + Long.toUnsignedString(offset) + " of a file of "), message);
    }

    @Test
    void refusesConstantsInTwoPlaces() {
        assertRefused(withOutsideBuffer(32, 4, new byte[4]), "buffer 1: lies both inside and outside of the tables");
    }

    private static ByteBuffer withOutsideBuffer(long offset, long size, byte[] inside) {
        RawModel raw = new RawModel();
        int data = raw.builder.createByteVector(inside);
        int buffer = raw.buffer(raw.table().offset(Schema.BUFFER_DATA, data).int64(Schema.BUFFER_OFFSET, offset)
            .int64(Schema.BUFFER_SIZE, size).end());
        return raw.withoutInputs().tensor(t -> t.int32(Schema.TENSOR_BUFFER, buffer)).file();
    }

    // quantization

    @ParameterizedTest
    @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void refusesAScaleThatIsNotAboveZero(float scale) {
        ModelBuilder b = new ModelBuilder();
        b.quantized("x", TensorType.INT8, scale, 0, 4);
        assertRefused(b, "tensor 0 (\"x\"): a scale must be finite and above 0: scale=" + scale);
    }

    @ParameterizedTest
    @CsvSource({"INT8, -128, 127", "UINT8, 0, 255", "INT16, -32768, 32767", "INT4, -8, 7"})
    void takesZeroPointsInTheRangeOfTheTypeOnly(TensorType type, int least, int most) throws IOException {
        for (int zeroPoint : new int[] {least, most}) {
            ModelBuilder b = new ModelBuilder();
            b.quantized("x", type, 1, zeroPoint, 4);
            assertEquals(zeroPoint, read(b).main().tensors().get(0).quantization().orElseThrow().zeroPoint());
        }
        for (int zeroPoint : new int[] {least - 1, most + 1}) {
            ModelBuilder b = new ModelBuilder();
            b.quantized("x", type, 1, zeroPoint, 4);
            assertRefused(b, "tensor 0 (\"x\"): a zero point must be from " + least + " to " + most + ": zero point="
                + zeroPoint);
        }
    }

    @Test
    void refusesScalesThatDoNotFitTheirAxis() {
        ModelBuilder b = new ModelBuilder();
        b.quantized("w", TensorType.INT8, new Quantization(new float[] {1, 2, 3}, new int[3], 1), 3, 4);
        assertRefused(b, "tensor 0 (\"w\"): needs one scale, or one per index along its axis: scales=3, axis=1");
        ModelBuilder c = new ModelBuilder();
        c.quantized("w", TensorType.INT8, new Quantization(new float[] {1, 2, 3}, new int[3], 2), 3, 3);
        assertRefused(c, "tensor 0 (\"w\"): needs one scale, or one per index along its axis: scales=3, axis=2");
    }

    @Test
    void refusesAnotherNumberOfZeroPointsThanScales() {
        ModelBuilder b = new ModelBuilder();
        b.quantized("w", TensorType.INT8, new Quantization(new float[] {1, 2, 3}, new int[2], 0), 3);
        assertRefused(b, "tensor 0 (\"w\"): needs as many zero points as scales: scales=3, zero points=2");
    }

    @Test
    void takesScalesWithoutZeroPointsAsSymmetric() throws IOException {
        ModelBuilder b = new ModelBuilder();
        b.quantized("w", TensorType.INT8, new Quantization(new float[] {1, 2, 3}, new int[0], 0), 3);
        assertArrayEquals(new int[3], read(b).main().tensors().get(0).quantization().orElseThrow().zeroPoints());
    }

    @Test
    void refusesAnotherKindOfQuantization() {
        RawModel raw = new RawModel();
        int quantization = raw.table().int8(Schema.QUANTIZATION_DETAILS_TYPE, 1).end();
        assertRefused(raw.tensor(t -> t.offset(Schema.TENSOR_QUANTIZATION, quantization)).file(),
            "tensor 0 (\"x\"): quantization must be by scale and zero point");
    }

    private static Model read(ModelBuilder builder) throws ModelFormatException {
        return read(ByteBuffer.wrap(ModelWriter.bytes(builder.model())));
    }

    private static Model read(ByteBuffer file) throws ModelFormatException {
        return Model.read(file, "okay.tflite");
    }

    static String refusal(ModelBuilder builder) {
        return refusal(ByteBuffer.wrap(ModelWriter.bytes(builder.model())));
    }

    static String refusal(ByteBuffer file) {
        return assertThrows(ModelFormatException.class, () -> Model.read(file, "okay.tflite")).getMessage();
    }

    static void assertRefused(ModelBuilder builder, String message) {
        assertEquals("okay.tflite: " + message, refusal(builder));
    }

    static void assertRefused(ByteBuffer file, String message) {
        assertEquals("okay.tflite: " + message, refusal(file));
    }
}
