import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs ONNX models by ONNX Runtime, for tests to compare with: each {@code NAME.onnx} of a folder, on the float32 numbers of
 * {@code NAME.in}. Prints a line for each: its name, the shape of its output, the numbers of its output.
 *
 * <pre>
 * mvn -Pteacher -pl apps dependency:copy@onnxruntime
 * java -cp apps/target/test-classes:apps/target/classes:… dev.pipit.apps.onnx.OnnxCases DIR
 * java -cp apps/target/teacher/onnxruntime.jar apps/src/teacher/OnnxReference.java DIR \
 *     &gt; apps/src/test/resources/dev/pipit/apps/onnx/cases.csv
 * </pre>
 */
final class OnnxReference {
    private OnnxReference() {
    }

    public static void main(String... args) throws IOException, OrtException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println("# made by apps/src/teacher/OnnxReference.java with ONNX Runtime "
            + OrtEnvironment.getEnvironment().getVersion() + ", without graph optimisation, of the models of OnnxCases");
        List<Path> models;
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            models = files.filter(file -> file.toString().endsWith(".onnx")).sorted().collect(Collectors.toList());
        }
        for (Path model : models) {
            out.println(line(model));
        }
    }

    private static String line(Path model) throws IOException, OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        String name = model.getFileName().toString().replace(".onnx", "");
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(model.resolveSibling(name + ".in")))
            .order(ByteOrder.LITTLE_ENDIAN);
        try (var options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(model.toString(), options)) {
                String input = session.getInputNames().iterator().next();
                long[] shape = ((TensorInfo) session.getInputInfo().get(input).getInfo()).getShape();
                float[] numbers = new float[bytes.remaining() / Float.BYTES];
                bytes.asFloatBuffer().get(numbers);
                close(shape, numbers.length);
                try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(numbers), shape);
                     OrtSession.Result result = session.run(Map.of(input, tensor))) {
                    return name + "," + text((OnnxTensor) result.get(0));
                }
            }
        }
    }

    /** Open extents are 1, the last of them what is left. */
    private static void close(long[] shape, long numbers) {
        long left = numbers;
        int open = -1;
        for (int d = 0; d < shape.length; d++) {
            open = shape[d] < 0 ? d : open;
            shape[d] = Math.max(1, shape[d]);
            left /= shape[d];
        }
        if (open >= 0) {
            shape[open] = left;
        }
    }

    private static String text(OnnxTensor tensor) {
        StringJoiner line = new StringJoiner(",");
        StringJoiner shape = new StringJoiner("x");
        for (long extent : tensor.getInfo().getShape()) {
            shape.add(Long.toString(extent));
        }
        line.add(shape.toString());
        FloatBuffer numbers = tensor.getFloatBuffer();
        while (numbers.hasRemaining()) {
            line.add(Float.toString(numbers.get()));
        }
        return line.toString();
    }
}
