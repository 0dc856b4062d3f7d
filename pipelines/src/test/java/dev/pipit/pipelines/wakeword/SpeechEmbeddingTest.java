package dev.pipit.pipelines.wakeword;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.signal.FrameFormat;
import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Tensor;
import dev.pipit.framework.signal.Unit;
import dev.pipit.framework.stream.Sink;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.testing.AllocatedBytes;

/** With two small networks of the right shapes: openWakeWord's own do not belong here. */
class SpeechEmbeddingTest {
    private static final FrameFormat FRAMES = new FrameFormat(new SignalFormat(16_000, 1, Unit.FULL_SCALE),
        SpeechEmbedding.SAMPLES, SpeechEmbedding.HOP);

    private final SplittableRandom random = new SplittableRandom(5);

    private static Model model(Draft draft) throws IOException {
        return Model.read(ByteBuffer.wrap(ModelWriter.bytes(draft.model())), "draft");
    }

    private float[] randoms(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextDouble(-0.2, 0.2);
        }
        return numbers;
    }

    private static int real(Draft draft, int... shape) {
        return draft.add("t", TensorType.FLOAT32, Optional.empty(), shape);
    }

    /** A thousandth of the last 256 samples. */
    private static Model mel() throws IOException {
        Draft draft = Draft.empty("mel");
        int in = real(draft, 1, 1760);
        int part = real(draft, 1, 256);
        int out = real(draft, 1, 256);
        draft.add(OperatorCode.SLICE, 1, new Options.None(), List.of(in, draft.constant("begin", new int[] {0, 1504}, 2),
            draft.constant("size", new int[] {1, 256}, 2)), List.of(part));
        draft.add(OperatorCode.MUL, 1, new Options.Arithmetic(Options.Activation.NONE, false),
            List.of(part, draft.constant("factor", new float[] {0.001f}, 1)), List.of(out));
        draft.inputs().add(in);
        draft.outputs().add(out);
        return model(draft);
    }

    private Model network() throws IOException {
        Draft draft = Draft.empty("network");
        int in = real(draft, 1, 76, 32, 1);
        int rows = real(draft, 1, 74, 1, 4);
        int pooled = real(draft, 1, 37, 1, 4);
        int flat = real(draft, 1, 148);
        int out = real(draft, 1, 96);
        draft.add(OperatorCode.CONV_2D, 1, new Options.Conv2d(Options.Padding.VALID, 1, 1, 1, 1, Options.Activation.RELU),
            List.of(in, draft.constant("w", randoms(4 * 96), 4, 3, 32, 1), draft.constant("b", randoms(4), 4)), List.of(rows));
        draft.add(OperatorCode.MAX_POOL_2D, 1, new Options.Pool2d(Options.Padding.VALID, 1, 2, 1, 2, Options.Activation.NONE),
            List.of(rows), List.of(pooled));
        draft.add(OperatorCode.RESHAPE, 1, new Options.Reshape(List.of(1, 148)),
            List.of(pooled, draft.constant("shape", new int[] {1, 148}, 2)), List.of(flat));
        draft.add(OperatorCode.FULLY_CONNECTED, 1, new Options.FullyConnected(Options.Activation.NONE, false),
            List.of(flat, draft.constant("d", randoms(96 * 148), 96, 148), draft.constant("e", randoms(96), 96)),
            List.of(out));
        draft.inputs().add(in);
        draft.outputs().add(out);
        return model(draft);
    }

    private Frame frame(long firstSample) {
        Frame frame = new Frame(FRAMES);
        for (int i = 0; i < frame.samples().length; i++) {
            frame.samples()[i] = (float) random.nextDouble(-1, 1);
        }
        frame.at(firstSample, firstSample * 62_500);
        return frame;
    }

    /** The mean of 16 rows of 96, and nothing else. */
    private static Model head(int outputs) throws IOException {
        Draft draft = Draft.empty("head");
        int in = real(draft, 1, 16, 96);
        int out = real(draft, 1, outputs);
        float[] weights = new float[1536 * outputs];
        Arrays.fill(weights, 1f / 1536);
        int flat = real(draft, 1, 1536);
        draft.add(OperatorCode.RESHAPE, 1, new Options.Reshape(List.of(1, 1536)),
            List.of(in, draft.constant("shape", new int[] {1, 1536}, 2)), List.of(flat));
        draft.add(OperatorCode.FULLY_CONNECTED, 1, new Options.FullyConnected(Options.Activation.NONE, false),
            List.of(flat, draft.constant("w", weights, outputs, 1536), draft.constant("b", new float[outputs], outputs)),
            List.of(out));
        draft.inputs().add(in);
        draft.outputs().add(out);
        return model(draft);
    }

    /** What comes of the whole window, in full, after the rows of noise. */
    @Test
    void givesWhatTheWholeNetworkGives() throws IOException {
        Model network = network();
        var embedding = SpeechEmbedding.of(mel(), network);
        var open = embedding.open();
        Interpreter full = Interpreter.prepare(network);
        List<Float> rows = new ArrayList<>();
        for (float number : embedding.past().mels()) {
            rows.add(number);
        }
        float[] is = new float[96];
        float[] expected = new float[96];
        for (int hop = 0; hop < 25; hop++) {
            Frame frame = frame(0);
            open.hear(frame.samples());
            open.read(is, 0);
            for (int i = 1504; i < 1760; i++) {
                rows.add(frame.samples()[i] * 32_768 * 0.001f / 10 + 2);
            }
            for (int i = 0; i < 76 * 32; i++) {
                full.input(0).setReal(i, rows.get(rows.size() - 76 * 32 + i));
            }
            full.invoke();
            full.output(0).readReals(expected, 0);
            assertArrayEquals(expected, is, "hop " + hop);
        }
    }

    @Test
    void beginsWithRowsOfNoiseAndAgainAfterAGap() throws IOException {
        var block = new EmbeddingRows(SpeechEmbedding.of(mel(), network()), 15);
        List<float[]> rows = new ArrayList<>();
        List<Long> firsts = new ArrayList<>();
        Sink<Frame> sink = block.open(FRAMES, (Tensor row) -> {
            rows.add(row.values().clone());
            firsts.add(row.firstSample());
        });
        Frame frame = frame(0);
        sink.accept(frame);
        assertEquals(16, rows.size());
        assertEquals(-10_880L, firsts.get(15));                // the last tapered sample is 1631, the first 12511 before it
        assertEquals(-10_880L - 1280, firsts.get(14));
        sink.accept(frame(1280));
        assertEquals(17, rows.size());
        frame.at(12_800, 0);
        sink.accept(frame);
        assertEquals(33, rows.size());
        for (int k = 0; k < 16; k++) {
            assertArrayEquals(rows.get(k), rows.get(17 + k));
        }
    }

    @Test
    void allocatesNothingForAFrame() throws IOException {
        float[] last = new float[96];
        Sink<Frame> sink = new EmbeddingRows(SpeechEmbedding.of(mel(), network()), 15).open(FRAMES, (Tensor row) ->
            System.arraycopy(row.values(), 0, last, 0, 96));
        Frame frame = frame(0);
        long[] next = {0};
        Runnable some = () -> {
            for (int k = 0; k < 200; k++) {
                frame.at(next[0], 0);
                next[0] += SpeechEmbedding.HOP;
                sink.accept(frame);
            }
        };
        some.run();
        assertEquals(0, AllocatedBytes.of(some));
    }

    @Test
    void refusesNetworksOfOtherShapes() throws IOException {
        Model mel = mel();
        Model network = network();
        String message = assertThrows(ModelFormatException.class, () -> SpeechEmbedding.of(network, mel)).getMessage();
        assertTrue(message.startsWith("the mel network must make 256 numbers of 1760 samples"), message);
        message = assertThrows(ModelFormatException.class, () -> SpeechEmbedding.of(mel, mel)).getMessage();
        assertTrue(message.startsWith("the embedding network must make 96 numbers of 76 rows of 32"), message);
    }

    @Test
    void takesAHeadOfOneScore() throws IOException {
        Word word = Word.head(Path.of("some/hey_you_v1.onnx"), head(1));
        assertEquals("hey_you_v1", word.name());
        assertEquals("hey you v1", word.label());
        assertEquals(80, word.manifest().hop().toMillis());
        String message = assertThrows(ModelFormatException.class, () -> Word.head(Path.of("two.onnx"), head(2))).getMessage();
        assertTrue(message.startsWith("two.onnx: a head must make one score of 1 to 31 rows of 96"), message);
    }
}
