package dev.pipit.apps.model;

import java.io.IOException;
import java.nio.file.Path;
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

/** Models of a few operators, whose outputs one can tell without a computer. */
final class TestModels {
    private static final Quantization HALVES = new Quantization(new float[] {0.5f}, new int[] {-10}, 0);

    private TestModels() {
    }

    /** Four INT8 numbers; what is below 0 (stored as −10) becomes 0. */
    static Path relu(Path folder) throws IOException {
        return write(folder.resolve("relu.tflite"), new Subgraph(0, "main", List.of(
            tensor(0, "in", TensorType.INT8, Optional.of(HALVES), 1, 4),
            tensor(1, "out", TensorType.INT8, Optional.of(HALVES), 1, 4)),
            List.of(0), List.of(1),
            List.of(operator(0, OperatorCode.RELU, "", List.of(0), List.of(1), new Options.None()))));
    }

    /** Two FLOAT32 numbers; each is added to the sum of those before it. */
    static Path sum(Path folder) throws IOException {
        return write(folder.resolve("sum.tflite"), new Subgraph(0, "main", List.of(
            tensor(0, "in", TensorType.FLOAT32, Optional.empty(), 1, 2),
            tensor(1, "handle", TensorType.RESOURCE, Optional.empty(), 1),
            tensor(2, "before", TensorType.FLOAT32, Optional.empty(), 1, 2),
            tensor(3, "sum", TensorType.FLOAT32, Optional.empty(), 1, 2)),
            List.of(0), List.of(3),
            List.of(
                operator(0, OperatorCode.VAR_HANDLE, "", List.of(), List.of(1), new Options.VarHandle("", "sum")),
                operator(1, OperatorCode.READ_VARIABLE, "", List.of(1), List.of(2), new Options.None()),
                operator(2, OperatorCode.ADD, "", List.of(0, 2), List.of(3),
                    new Options.Arithmetic(Options.Activation.NONE, false)),
                operator(3, OperatorCode.ASSIGN_VARIABLE, "", List.of(1, 3), List.of(), new Options.None()))));
    }

    /** Two operators of three that nobody can run, and one of a type that the third does not take. */
    static Path unsupported(Path folder) throws IOException {
        return write(folder.resolve("odd.tflite"), new Subgraph(0, "main", List.of(
            tensor(0, "in", TensorType.INT8, Optional.of(HALVES), 1, 4),
            tensor(1, "a", TensorType.INT8, Optional.of(HALVES), 1, 4),
            tensor(2, "b", TensorType.INT8, Optional.of(HALVES), 1, 4),
            tensor(3, "out", TensorType.INT8, Optional.of(HALVES), 1, 4)),
            List.of(0), List.of(3),
            List.of(
                operator(0, OperatorCode.CUSTOM, "Whistle", List.of(0), List.of(1), new Options.Custom(new byte[0])),
                operator(1, OperatorCode.RELU, "", List.of(1), List.of(2), new Options.None()),
                operator(2, OperatorCode.HASHTABLE_LOOKUP, "", List.of(2), List.of(3), new Options.None()))));
    }

    private static TensorInfo tensor(int index, String name, TensorType type, Optional<Quantization> quantization,
            int... shape) {
        return new TensorInfo(index, name, type, shape, quantization, Optional.empty(), false);
    }

    private static Operator operator(int index, OperatorCode code, String customName, List<Integer> inputs,
            List<Integer> outputs, Options options) {
        return new Operator(index, code, customName, 1, inputs, outputs, options);
    }

    private static Path write(Path file, Subgraph main) throws IOException {
        ModelWriter.write(new Model("made for a test", List.of(main), 0), file);
        return file;
    }
}
