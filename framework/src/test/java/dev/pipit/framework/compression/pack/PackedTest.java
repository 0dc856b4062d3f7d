package dev.pipit.framework.compression.pack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.tflite.ConstantPlace;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.framework.tflite.packed.Coding;
import dev.pipit.framework.tflite.packed.Container;
import dev.pipit.framework.tflite.packed.PackedFile;
import dev.pipit.testing.PublicData;

/** A model is packed without loss, and as short as theory lets hope. */
class PackedTest {
    private static final int LARGEST = 400_000;      // public files above are more of the same

    /** A layer of real weights. */
    static Model dense(int rows, int columns, float... weights) {
        return dense(draft -> draft.constant("weights", weights, rows, columns), rows, columns);
    }

    /** A layer of whole weights. */
    private static Model dense(int rows, int columns, byte... weights) {
        return dense(draft -> {
            int tensor = draft.add("weights", TensorType.INT8, Optional.empty(), rows, columns);
            draft.set(tensor, TensorType.INT8, new int[] {rows, columns},
                Optional.of(new Quantization(new float[] {0.01f}, new int[1], 0)), Optional.of(ByteBuffer.wrap(weights)));
            return tensor;
        }, rows, columns);
    }

    private static Model dense(ToIntFunction<Draft> constant, int rows, int columns) {
        Draft draft = Draft.empty("dense");
        Optional<Quantization> none = Optional.empty();
        int x = draft.add("x", TensorType.FLOAT32, none, 1, columns);
        int y = draft.add("y", TensorType.FLOAT32, none, 1, rows);
        int weights = constant.applyAsInt(draft);
        draft.add(OperatorCode.FULLY_CONNECTED, 1, new Options.FullyConnected(Options.Activation.NONE, false),
            List.of(x, weights), List.of(y));
        draft.inputs().add(x);
        draft.outputs().add(y);
        return draft.model();
    }

    private static Packed packed(Model model) throws IOException {
        byte[] file = ModelWriter.bytes(model);
        Packed packed = Packed.of(file, "model");
        assertArrayEquals(file, PackedFile.expand(ByteBuffer.wrap(packed.file())));
        return packed;
    }

    private static Packed.Item weights(Model model) throws IOException {
        return packed(model).items().stream().filter(item -> item.name().equals("weights")).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"golden", "models"})
    void everyPublicModelComesBackBitForBit(String kind) throws IOException {
        try (Stream<Path> files = Files.walk(PublicData.folder(kind))) {
            for (Path path : files.filter(each -> each.toString().endsWith(".tflite")).sorted().toList()) {
                byte[] file = Files.readAllBytes(path);
                if (file.length <= LARGEST) {
                    Packed packed = Packed.of(file, path.toString());
                    assertArrayEquals(file, PackedFile.expand(ByteBuffer.wrap(packed.file())), path.toString());
                    assertTrue(packed.file().length < file.length, path.toString());
                    assertEquals(file.length, packed.items().stream().mapToInt(Packed.Item::bytes).sum(), path.toString());
                }
            }
        }
    }

    @Test
    void aPackedModelIsReadLikeAnyOther() throws IOException {
        Model model = dense(3, 40, new float[120]);
        Model read = Model.read(ByteBuffer.wrap(packed(model).file()), "dense.pipit");
        assertEquals(model.subgraphs(), read.subgraphs());
        assertEquals("dense.pipit", read.name());
    }

    /** 16 values, equally often, are 4 bits each; the list of them and the tables around come on top. */
    @Test
    void weightsOfSixteenValuesTakeFourBitsEach() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[16];
        for (int k = 0; k < values.length; k++) {
            values[k] = (float) random.nextDouble();
        }
        float[] weights = new float[64 * 256];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = values[i % 16 ^ random.nextInt(16)];
        }
        Packed.Item item = weights(dense(64, 256, weights));
        assertEquals(Coding.SYMBOLS, item.coding());
        int bound = weights.length / 2 + 16 * Float.BYTES;
        assertTrue(item.packed() >= weights.length * 0.4995 && item.packed() <= bound * 1.02, item.toString());
    }

    /** Nine of ten weights are zero and the others of four bits: the entropy is 0.469 + 0.1 × 4 bits a weight. */
    @Test
    void prunedWeightsComeNearToTheirEntropy() throws IOException {
        SplittableRandom random = new SplittableRandom(2);
        byte[] weights = new byte[1 << 16];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (byte) (random.nextInt(10) > 0 ? 0 : 1 + random.nextInt(16));
        }
        double entropy = (-0.9 * Math.log(0.9) - 0.1 * Math.log(0.1)) / Math.log(2) + 0.4;
        Packed.Item item = weights(dense(256, 256, weights));
        assertEquals(Coding.SYMBOLS, item.coding());
        double bits = 8.0 * item.packed() / weights.length;
        assertTrue(bits > entropy * 0.98 && bits < entropy * 1.03, bits + " bits a weight, entropy " + entropy);
    }

    /** Real numbers that are whole multiples of a step of their channel take what the whole ones take, and the steps. */
    @ParameterizedTest
    @CsvSource({"127", "64", "7", "1"})
    void multiplesOfAStepAreFound(int largest) throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        int rows = 50;
        int columns = 200;
        byte[] whole = new byte[rows * columns];
        float[] weights = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            float step = (float) Math.exp(random.nextDouble(-9, 0));
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                whole[i] = (byte) (i % columns == 0 ? largest : random.nextInt(3) == 0 ? random.nextInt(-largest, largest + 1) : 0);
                weights[i] = step * whole[i];
            }
        }
        Packed.Item item = weights(dense(rows, columns, weights));
        assertEquals(Coding.STEPS, item.coding());
        // a file of which the parts do not pay has none: then all of it is what the whole ones take
        assertTrue(item.packed() <= packed(dense(rows, columns, whole)).file().length + rows * Float.BYTES + 8, item.toString());
    }

    @Test
    void noiseGetsNoLonger() throws IOException {
        byte[] weights = new byte[4096];
        new SplittableRandom(4).nextBytes(weights);
        Model model = dense(64, 64, weights);
        int packed = packed(model).file().length;
        assertTrue(packed > weights.length && packed < ModelWriter.bytes(model).length, packed + " bytes");
    }

    @Test
    void numbersOfWhichOnlyTheUpperBytesAreAlikeAreSplit() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        float[] weights = new float[4096];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 0.1f + (float) random.nextDouble() / 100;
        }
        assertEquals(Coding.PLANES, weights(dense(64, 64, weights)).coding());
    }

    /** A few bytes could say that it is all zeros, and would be taken for a bomb: it is coded a little longer. */
    @Test
    void aModelOfZerosCanBeExpanded() throws IOException {
        Packed packed = packed(dense(1000, 1000, new byte[1_000_000]));
        assertTrue(packed.file().length > 1_000_000 / Container.MOST_TIMES && packed.file().length < 2_000,
            packed.file().length + " bytes");
    }

    @Test
    void theSameModelGivesTheSameBytes() throws IOException {
        Model model = dense(8, 8, new SplittableRandom(6).doubles(64).collect(() -> new float[64], (to, x) -> {
            System.arraycopy(to, 0, to, 1, 63);
            to[0] = (float) x;
        }, (a, b) -> { }));
        assertArrayEquals(packed(model).file(), packed(model).file());
    }

    @Test
    void refusesWhatIsNoModel() {
        assertThrows(ModelFormatException.class, () -> Packed.of(new byte[100], "zeros"));
    }

    @Test
    void findsConstantsWhereTheyLie() throws IOException {
        byte[] weights = {1, 2, 3, 4, 5, 6};
        byte[] file = ModelWriter.bytes(dense(2, 3, weights));
        List<ConstantPlace> places = ConstantPlace.in(ByteBuffer.wrap(file), "dense");
        assertEquals(1, places.size());
        assertEquals(ByteBuffer.wrap(weights), ByteBuffer.wrap(file, places.get(0).from(), weights.length));
    }
}
