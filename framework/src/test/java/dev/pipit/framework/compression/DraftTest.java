package dev.pipit.framework.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

class DraftTest {
    /** y = 2 x + 1, then max(0, y). */
    private static Draft line() {
        Draft draft = Draft.empty("line");
        int x = draft.add("x", TensorType.FLOAT32, Optional.empty(), 1, 1);
        int weight = draft.constant("weight", new float[] {2}, 1, 1);
        int bias = draft.constant("bias", new float[] {1}, 1);
        int y = draft.add("y", TensorType.FLOAT32, Optional.empty(), 1, 1);
        int rectified = draft.add("rectified", TensorType.FLOAT32, Optional.empty(), 1, 1);
        draft.add(OperatorCode.FULLY_CONNECTED, 1, new Options.FullyConnected(Options.Activation.NONE, false),
            List.of(x, weight, bias), List.of(y));
        draft.add(OperatorCode.RELU, 1, new Options.None(), List.of(y), List.of(rectified));
        draft.inputs().add(x);
        draft.outputs().add(rectified);
        return draft;
    }

    private static float run(Model model, float x) throws IOException {
        Interpreter interpreter = Interpreter.prepare(Model.read(ByteBuffer.wrap(ModelWriter.bytes(model)), "draft"));
        interpreter.input(0).setReal(0, x);
        interpreter.invoke();
        return interpreter.output(0).real(0);
    }

    @Test
    void whatWasDraftedRuns() throws IOException {
        assertEquals(7, run(line().model(), 3));
        assertEquals(0, run(line().model(), -3));
    }

    @Test
    void tensorsThatNobodyReadsAreLeftOut() throws IOException {
        Draft draft = line();
        draft.operators().remove(1);
        draft.redirect(4, 3);
        assertEquals(List.of("x", "weight", "bias", "y"), draft.model().main().tensors().stream().map(TensorInfo::name).toList());
        assertEquals(-5, run(draft.model(), -3));
    }

    @Test
    void theModelThatItWasMadeOfStaysAsItWas() throws IOException {
        Model model = line().model();
        Draft.of(model).setReals(1, new float[] {5}, 1, 1);
        assertEquals(7, run(model, 3));
    }

    @Test
    void otherWeightsComputeOtherNumbers() throws IOException {
        Draft draft = line();
        draft.setReals(1, new float[] {5}, 1, 1);
        assertEquals(16, run(draft.model(), 3));
    }

    private static TensorInfo constant(TensorType type, Optional<Quantization> quantization, int[] shape, int... bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int each : bytes) {
            buffer.put((byte) each);
        }
        return new TensorInfo(0, "constant", type, shape, quantization, Optional.of(buffer.flip()), false);
    }

    @Test
    void eachChannelHasItsScaleAlongItsAxis() {
        var quantization = Optional.of(new Quantization(new float[] {1, 10}, new int[] {0, 1}, 0));
        assertArrayEquals(new float[] {1, 2, 20, 30}, Reals.of(constant(TensorType.INT8, quantization, new int[] {2, 2}, 1, 2, 3, 4)));
        var last = Optional.of(new Quantization(new float[] {1, 10}, new int[] {0, 0}, 1));
        assertArrayEquals(new float[] {1, 20, 3, 40}, Reals.of(constant(TensorType.INT8, last, new int[] {2, 2}, 1, 2, 3, 4)));
    }

    @Test
    void fourBitsAreTheLowerOnesFirst() {
        var quantization = Optional.of(new Quantization(new float[] {1}, new int[] {0}, 0));
        assertArrayEquals(new float[] {-1, 7, -8}, Reals.of(constant(TensorType.INT4, quantization, new int[] {3}, 0x7F, 0x08)));
    }

    @Test
    void sixteenBitsAreThoseOfIeee754() {
        // 1, −2, the largest (65504), the smallest (2^-24), the smallest normal (2^-14)
        assertArrayEquals(new float[] {1, -2, 65504, 0x1p-24f, 0x1p-14f}, Reals.of(constant(TensorType.FLOAT16, Optional.empty(),
            new int[] {5}, 0x00, 0x3C, 0x00, 0xC0, 0xFF, 0x7B, 0x01, 0x00, 0x00, 0x04)));
    }
}
