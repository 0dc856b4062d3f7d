package dev.pipit.framework.training.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;
import dev.pipit.framework.training.integer.Scale;

/** Puts a subgraph together. Tensors are known by the index that adding gives. */
final class SubgraphMaker {
    private final List<TensorInfo> tensors = new ArrayList<>();
    private final List<Operator> operators = new ArrayList<>();

    /** A quantized tensor that is filled from outside or computed. */
    int tensor(String name, TensorType type, Scale scale, int... shape) {
        return add(name, type, Optional.of(quantization(scale)), Optional.empty(), shape);
    }

    /** A tensor of real numbers that is filled from outside or computed. */
    int real(String name, int... shape) {
        return add(name, TensorType.FLOAT32, Optional.empty(), Optional.empty(), shape);
    }

    /** A tensor of the same type and quantization. */
    int like(int tensor, String name, int... shape) {
        return add(name, info(tensor).type(), info(tensor).quantization(), Optional.empty(), shape);
    }

    /** Real numbers. */
    int constant(String name, float[] values, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return add(name, TensorType.FLOAT32, Optional.empty(), Optional.of(bytes.flip()), shape);
    }

    /** A handle to a variable. */
    int handle(String name) {
        return add(name, TensorType.RESOURCE, Optional.empty(), Optional.empty());
    }

    /** Signed 8-bit numbers. */
    int constant(String name, byte[] values, Quantization quantization, int... shape) {
        return add(name, TensorType.INT8, Optional.of(quantization), Optional.of(ByteBuffer.wrap(values.clone())), shape);
    }

    /** Whole numbers that stand for reals. */
    int constant(String name, int[] values, Quantization quantization) {
        return add(name, TensorType.INT32, Optional.of(quantization), Optional.of(bytes(values)), values.length);
    }

    /** Indices or extents. */
    int constant(String name, int... values) {
        return add(name, TensorType.INT32, Optional.empty(), Optional.of(bytes(values)), values.length);
    }

    /** Of an image: rows before the first, nothing else. */
    int paddings(String name, int rowsBefore) {
        int[] values = {0, 0, rowsBefore, 0, 0, 0, 0, 0};
        return add(name, TensorType.INT32, Optional.empty(), Optional.of(bytes(values)), 4, 2);
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.flip();
    }

    static Quantization quantization(Scale scale) {
        return new Quantization(new float[] {scale.scale()}, new int[] {scale.zeroPoint()}, 0);
    }

    private int add(String name, TensorType type, Optional<Quantization> quantization, Optional<ByteBuffer> constant,
            int... shape) {
        tensors.add(new TensorInfo(tensors.size(), name, type, shape, quantization,
            constant.map(ByteBuffer::asReadOnlyBuffer), false));
        return tensors.size() - 1;
    }

    /** How a tensor is described. */
    TensorInfo info(int tensor) {
        return tensors.get(tensor);
    }

    /** An operator, to run after those before it. */
    void operator(OperatorCode code, int version, Options options, List<Integer> inputs, List<Integer> outputs) {
        operators.add(new Operator(operators.size(), code, "", version, inputs, outputs, options));
    }

    /** Runs a subgraph once, before everything else. */
    void callOnce(int subgraph) {
        List<Operator> others = List.copyOf(operators);
        operators.clear();
        operator(OperatorCode.CALL_ONCE, 1, new Options.CallOnce(subgraph), List.of(), List.of());
        others.forEach(o -> operator(o.code(), o.version(), o.options(), o.inputs(), o.outputs()));
    }

    /** All of it. */
    Subgraph subgraph(int index, String name, List<Integer> inputs, List<Integer> outputs) {
        return new Subgraph(index, name, tensors, inputs, outputs, operators);
    }
}
