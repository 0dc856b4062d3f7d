package dev.pipit.apps.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.pipit.apps.PublicFolder;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.Options.Padding;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/**
 * The models that are damaged if none is named: the public ones, where they are, or else one that is built in.
 *
 * @param names where they come from
 * @param files their bytes
 */
record IntactModels(List<String> names, List<byte[]> files) {
    /** Larger ones are nearly all weights, where damage is not seen. */
    private static final long LARGEST = 60_000;

    static IntactModels load(List<Path> paths) throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (Path path : paths) {
            byte[] file = Files.readAllBytes(path);
            Model.read(ByteBuffer.wrap(file), String.valueOf(path.getFileName()));
            files.add(file);
        }
        return new IntactModels(paths.stream().map(Path::toString).toList(), files);
    }

    /** Public ones are looked for in {@code PIPIT_DATA}, then where their archive is unpacked to. */
    static IntactModels usual(Map<String, String> environment) throws IOException {
        Path data = PublicFolder.of(environment);
        List<Path> small = new ArrayList<>();
        for (String kind : List.of("golden", "models")) {
            if (Files.isDirectory(data.resolve(kind))) {
                try (Stream<Path> all = Files.walk(data.resolve(kind))) {
                    for (Path file : all.filter(path -> path.toString().endsWith(".tflite")).sorted().toList()) {
                        if (Files.size(file) <= LARGEST) {
                            small.add(file);
                        }
                    }
                }
            }
        }
        return small.isEmpty() ? new IntactModels(List.of("built in"), List.of(ModelWriter.bytes(builtIn())))
            : load(small);
    }

    /** A convolution over features and over what a variable kept of those before, a dense layer and a softmax. */
    static Model builtIn() {
        List<TensorInfo> tensors = List.of(
            computed(0, "features", TensorType.INT8, 0.1f, 1, 1, 8, 2),
            new TensorInfo(1, "handle", TensorType.RESOURCE, new int[0], Optional.empty(), Optional.empty(), false),
            computed(2, "before", TensorType.INT8, 0.1f, 1, 2, 8, 2),
            computed(3, "rows", TensorType.INT8, 0.1f, 1, 3, 8, 2),
            constant(4, "conv/weights", TensorType.INT8, new float[] {0.1f, 0.2f, 0.3f}, 3, 3, 3, 2),
            constant(5, "conv/bias", TensorType.INT32, new float[] {0.01f, 0.02f, 0.03f}, 3),
            computed(6, "conv", TensorType.INT8, 0.2f, 1, 3, 8, 3),
            computed(7, "pool", TensorType.INT8, 0.2f, 1, 1, 4, 3),
            constant(8, "dense/weights", TensorType.INT8, new float[] {0.05f}, 2, 12),
            computed(9, "dense", TensorType.INT8, 0.1f, 1, 2),
            computed(10, "scores", TensorType.INT8, 1 / 256f, 1, 2),
            constant(11, "begin", TensorType.INT32, new float[0], 4),
            new TensorInfo(12, "end", TensorType.INT32, new int[] {4}, Optional.empty(),
                Optional.of(ints(1, 2, 8, 2)), false),
            new TensorInfo(13, "strides", TensorType.INT32, new int[] {4}, Optional.empty(),
                Optional.of(ints(1, 1, 1, 1)), false),
            computed(14, "kept", TensorType.INT8, 0.1f, 1, 2, 8, 2));
        List<Operator> operators = List.of(
            operator(0, OperatorCode.VAR_HANDLE, List.of(), 1, new Options.VarHandle("", "rows")),
            operator(1, OperatorCode.READ_VARIABLE, List.of(1), 2, new Options.None()),
            operator(2, OperatorCode.CONCATENATION, List.of(2, 0), 3, new Options.Concatenation(1, Activation.NONE)),
            operator(3, OperatorCode.STRIDED_SLICE, List.of(3, 11, 12, 13), 14,
                new Options.StridedSlice(0, 0, 0, 0, 0, false)),
            new Operator(4, OperatorCode.ASSIGN_VARIABLE, "", 1, List.of(1, 14), List.of(), new Options.None()),
            operator(5, OperatorCode.CONV_2D, List.of(3, 4, 5), 6,
                new Options.Conv2d(Padding.SAME, 1, 1, 1, 1, Activation.RELU)),
            operator(6, OperatorCode.MAX_POOL_2D, List.of(6), 7,
                new Options.Pool2d(Padding.VALID, 2, 2, 2, 2, Activation.NONE)),
            operator(7, OperatorCode.FULLY_CONNECTED, List.of(7, 8, Operator.ABSENT), 9,
                new Options.FullyConnected(Activation.NONE, false)),
            operator(8, OperatorCode.SOFTMAX, List.of(9), 10, new Options.Softmax(1)));
        return new Model("built in", List.of(new Subgraph(0, "main", tensors, List.of(0), List.of(10), operators)), 0);
    }

    private static TensorInfo computed(int index, String name, TensorType type, float scale, int... shape) {
        int zeroPoint = name.equals("scores") ? -128 : 0;
        return new TensorInfo(index, name, type, shape,
            Optional.of(new Quantization(new float[] {scale}, new int[] {zeroPoint}, 0)), Optional.empty(), false);
    }

    private static TensorInfo constant(int index, String name, TensorType type, float[] scales, int... shape) {
        int elements = 1;
        for (int extent : shape) {
            elements *= extent;
        }
        return new TensorInfo(index, name, type, shape,
            scales.length == 0 ? Optional.empty() : Optional.of(new Quantization(scales, new int[scales.length], 0)),
            Optional.of(ByteBuffer.allocate(elements * type.bits() / 8)), false);
    }

    private static ByteBuffer ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return bytes;
    }

    private static Operator operator(int index, OperatorCode code, List<Integer> inputs, int output, Options options) {
        return new Operator(index, code, "", 1, inputs, List.of(output), options);
    }
}
