package dev.pipit.framework.tflite;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes one subgraph, or a model of one, for tests. Checks nothing, so that it can also make what must be refused. */
public final class ModelBuilder {
    private final List<TensorInfo> tensors = new ArrayList<>();
    private final List<Operator> operators = new ArrayList<>();
    private List<Integer> inputs = List.of();
    private List<Integer> outputs = List.of();
    private String name = "main";

    /** Empty, named {@code main}. */
    public ModelBuilder() {
        // nothing is there yet
    }

    public ModelBuilder named(String name) {
        this.name = name;
        return this;
    }

    /** Adds a tensor and returns its index. */
    public int tensor(String name, TensorType type, int... shape) {
        return add(name, type, shape, null, null, false);
    }

    public int quantized(String name, TensorType type, float scale, int zeroPoint, int... shape) {
        return quantized(name, type, perTensor(scale, zeroPoint), shape);
    }

    public int quantized(String name, TensorType type, Quantization quantization, int... shape) {
        return add(name, type, shape, quantization, null, false);
    }

    public int constant(String name, TensorType type, byte[] bytes, int... shape) {
        return add(name, type, shape, null, bytes, false);
    }

    public int constant(String name, TensorType type, Quantization quantization, byte[] bytes, int... shape) {
        return add(name, type, shape, quantization, bytes, false);
    }

    /** A constant vector of INT32. */
    public int indices(String name, int... values) {
        return constant(name, TensorType.INT32, int32(values), values.length);
    }

    public int variable(String name, TensorType type, Quantization quantization, int... shape) {
        return add(name, type, shape, quantization, null, true);
    }

    public ModelBuilder operator(OperatorCode code, Options options, List<Integer> inputs, List<Integer> outputs) {
        return operator(new Operator(operators.size(), code, "", 1, inputs, outputs, options));
    }

    public ModelBuilder custom(String customName, byte[] options, List<Integer> inputs, List<Integer> outputs) {
        return operator(new Operator(operators.size(), OperatorCode.CUSTOM, customName, 1, inputs, outputs,
            new Options.Custom(options)));
    }

    public ModelBuilder operator(Operator operator) {
        operators.add(operator);
        return this;
    }

    public ModelBuilder inputs(Integer... tensors) {
        inputs = List.of(tensors);
        return this;
    }

    public ModelBuilder outputs(Integer... tensors) {
        outputs = List.of(tensors);
        return this;
    }

    public Subgraph subgraph(int index) {
        return new Subgraph(index, name, tensors, inputs, outputs, operators);
    }

    public Model model() {
        return model(List.of(subgraph(0)));
    }

    public static Model model(List<Subgraph> subgraphs) {
        return new Model("made in a test", subgraphs, 0);
    }

    public static Quantization perTensor(float scale, int zeroPoint) {
        return new Quantization(new float[] {scale}, new int[] {zeroPoint}, 0);
    }

    /** Little-endian, as in a file. */
    public static byte[] int32(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }

    private int add(String name, TensorType type, int[] shape, Quantization quantization, byte[] constant,
            boolean variable) {
        tensors.add(new TensorInfo(tensors.size(), name, type, shape, Optional.ofNullable(quantization),
            Optional.ofNullable(constant).map(ByteBuffer::wrap), variable));
        return tensors.size() - 1;
    }
}
