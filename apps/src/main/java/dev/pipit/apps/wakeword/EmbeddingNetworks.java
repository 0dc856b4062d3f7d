package dev.pipit.apps.wakeword;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.pipit.apps.onnx.OnnxConversion;
import dev.pipit.apps.onnx.OnnxModel;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.pipelines.wakeword.SpeechEmbedding;
import dev.pipit.pipelines.wakeword.Word;

/** Networks of openWakeWord, which a user brings along: {@code .onnx} files are converted at the start. */
final class EmbeddingNetworks {
    private static final String MEL = "melspectrogram";
    private static final String EMBEDDING = "embedding_model";

    private EmbeddingNetworks() {
    }

    /**
     * The mel and embedding networks of a folder, under openWakeWord's names; a {@code .tflite} file goes before an
     * {@code .onnx} one.
     *
     * @throws IOException if one of them is missing or cannot be used; the message is one line
     */
    static SpeechEmbedding load(Path folder) throws IOException {
        Model mel = network(folder, MEL);
        Model embedding = network(folder, EMBEDDING);
        try {
            return SpeechEmbedding.of(mel, embedding);
        } catch (ModelFormatException e) {
            throw new ModelFormatException(folder + ": " + e.getMessage(), e);
        }
    }

    /** A word head. */
    static Word head(Path file) throws IOException {
        return Word.head(file, model(file, Map.of()));
    }

    private static Model network(Path folder, String name) throws IOException {
        for (String ending : List.of(".tflite", OnnxModel.ENDING)) {
            Path file = folder.resolve(name + ending);
            if (Files.isRegularFile(file)) {
                return model(file, name.equals(MEL) ? Map.of("input", List.of(1, SpeechEmbedding.SAMPLES)) : Map.of());
            }
        }
        throw new IOException(folder.resolve(name) + ": no such network, as .tflite or " + OnnxModel.ENDING
            + "; openWakeWord publishes it");
    }

    /** @param shapes of inputs that an ONNX file leaves open */
    private static Model model(Path file, Map<String, List<Integer>> shapes) throws IOException {
        return file.toString().endsWith(OnnxModel.ENDING) ? new OnnxConversion(shapes, false).convert(OnnxModel.load(file))
            : Model.load(file);
    }
}
