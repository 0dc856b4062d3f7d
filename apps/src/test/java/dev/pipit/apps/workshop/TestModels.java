package dev.pipit.apps.workshop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/** Models of one dense layer, whose outputs one can tell without a computer. */
final class TestModels {
    private TestModels() {
    }

    /** Two numbers in, three out: x, y and {@code gain} (x + y). */
    static Model dense(float gain) throws IOException {
        Draft draft = Draft.empty("made for a test");
        int in = draft.add("in", TensorType.FLOAT32, Optional.empty(), 1, 2);
        int weights = draft.constant("weights", new float[] {1, 0, 0, 1, gain, gain}, 3, 2);
        int bias = draft.constant("bias", new float[3], 3);
        int out = draft.add("out", TensorType.FLOAT32, Optional.empty(), 1, 3);
        draft.add(OperatorCode.FULLY_CONNECTED, 1, new Options.FullyConnected(Options.Activation.NONE, false),
            List.of(in, weights, bias), List.of(out));
        draft.inputs().add(in);
        draft.outputs().add(out);
        return Model.read(ByteBuffer.wrap(ModelWriter.bytes(draft.model())), "dense.tflite");
    }

    static Path dense(Path file, float gain) throws IOException {
        ModelWriter.write(dense(gain), file);
        return file;
    }

    /** Four points of the plane, and which of the three outputs is right for a gain of 1: the sum, if both are above 0. */
    static ExampleSet points() {
        return new ExampleSet("points", List.of(1, 2), List.of(new float[] {3, -1}, new float[] {-1, 2}, new float[] {1, 1},
            new float[] {2, 5}), Optional.of(new int[] {0, 1, 2, 2}));
    }
}
