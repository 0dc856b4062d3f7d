package dev.pipit.apps.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A network as its ONNX file describes it, checked: each value is computed once and before it is read, and constants are as
 * large as their shapes say.
 *
 * @param name      of the file, for messages
 * @param producer  what wrote it, often with a version
 * @param opset     version of the set of operators
 * @param nodes     in the order of execution
 * @param constants by name
 * @param inputs    that are filled from outside: without those that are constants
 * @param outputs   that are the result
 */
public record OnnxModel(String name, String producer, int opset, List<OnnxNode> nodes, Map<String, OnnxTensor> constants,
        List<OnnxValue> inputs, List<OnnxValue> outputs) {
    /** How a file name of this kind ends. */
    public static final String ENDING = ".onnx";

    public OnnxModel {
        nodes = List.copyOf(nodes);
        constants = Map.copyOf(constants);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * Reads a file and checks all of it.
     *
     * @throws OnnxFormatException if it is not a model that can be trusted; in one line, with the file's name first
     */
    public static OnnxModel load(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (Files.size(file) > Integer.MAX_VALUE - 8) {
            throw new OnnxFormatException(name + ": a model must not be larger than 2 GB: bytes=" + Files.size(file));
        }
        return read(Files.readAllBytes(file), name);
    }

    /**
     * Checks a model in memory.
     *
     * @param name of the file, for messages
     * @throws OnnxFormatException if it is not a model that can be trusted; in one line, with the name first
     */
    public static OnnxModel read(byte[] bytes, String name) throws OnnxFormatException {
        OnnxModel model = new OnnxReader(name).read(bytes);
        FlowCheck.check(model);
        return model;
    }
}
