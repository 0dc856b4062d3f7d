package dev.pipit.apps.wakeword;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/** A “word” whose score is the mean of three feature rows: it hears whatever is louder than what came before. */
final class LoudModel {
    private static final int FEATURES = 120;

    private LoudModel() {
    }

    /** Writes the model and its manifest; a step of 26 in the features is a score of 1. */
    static Path write(Path folder, double threshold) throws IOException {
        byte[] ones = new byte[FEATURES];
        Arrays.fill(ones, (byte) 1);
        var tensors = List.of(
            tensor(0, TensorType.INT8, 26 / 255f, -128, Optional.empty(), 1, 3, 40),
            tensor(1, TensorType.INT8, 1f / (26 * FEATURES), 0, Optional.of(ByteBuffer.wrap(ones).asReadOnlyBuffer()), 1,
                FEATURES),
            tensor(2, TensorType.INT8, 1 / 256f, -128, Optional.empty(), 1, 1));
        var dense = new Operator(0, OperatorCode.FULLY_CONNECTED, "", 4, List.of(0, 1), List.of(2),
            new Options.FullyConnected(Options.Activation.NONE, false));
        var main = new Subgraph(0, "main", tensors, List.of(0), List.of(2), List.of(dense));
        ModelWriter.write(new Model("made for a test", List.of(main), 0), folder.resolve("loud.tflite"));
        return Files.writeString(folder.resolve("loud.json"), """
            {"type": "micro", "wake_word": "Noise", "model": "loud.tflite", "version": 2, "micro":
             {"probability_cutoff": %s, "sliding_window_size": 2, "feature_step_size": 10}}
            """.replace("%s", Double.toString(threshold)));
    }

    private static TensorInfo tensor(int index, TensorType type, float scale, int zeroPoint, Optional<ByteBuffer> constant,
            int... shape) {
        var quantization = new Quantization(new float[] {scale}, new int[] {zeroPoint}, 0);
        return new TensorInfo(index, "t" + index, type, shape, Optional.of(quantization), constant, false);
    }
}
