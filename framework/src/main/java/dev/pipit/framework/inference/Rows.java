package dev.pipit.framework.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.inference.kernel.Kernels;
import dev.pipit.framework.inference.kernel.Node;
import dev.pipit.framework.inference.kernel.Operand;
import dev.pipit.framework.inference.kernel.Part;
import dev.pipit.framework.inference.kernel.SlidingAxis;
import dev.pipit.framework.inference.kernel.Storage;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/** Prepares an operator for some rows of its output: the same kernels run over a smaller tensor. */
final class Rows {
    private final Node node;
    private final RowMovement movement;
    private final List<Boolean> moving;

    /** @param moving which inputs have the rows that the movement is about */
    Rows(Node node, RowMovement movement, List<Boolean> moving) {
        this.node = node;
        this.movement = movement;
        this.moving = moving;
    }

    /** Appends a kernel for the output rows {@code from} to {@code to - 1}, if there are any. */
    void append(int from, int to, Sequence sequence) throws ModelFormatException {
        if (from < to) {
            Node part = node(from, to);
            sequence.add(part, Kernels.prepare(part));
        }
    }

    /** The operator for the output rows {@code from} to {@code to - 1}, at least one. */
    Node node(int from, int to) throws ModelFormatException {
        return movement.filter() ? filtered(from, to) : taken(from, to);
    }

    private Node filtered(int from, int to) throws ModelFormatException {
        SlidingAxis axis = movement.axis();
        int dimension = RowMovement.dimension(node.input(0), axis.in());
        var part = new Part(dimension, Math.max(0, -axis.origin(from)), to - from);
        return node.with(part, inputs(from, to), outputs(from, to));
    }

    private Node taken(int from, int to) throws ModelFormatException {
        List<Optional<Operand>> inputs = inputs(from, to);
        if (node.operator().code() == OperatorCode.PAD || node.operator().code() == OperatorCode.PADV2) {
            int before = Math.max(0, movement.axis().before() - from);
            int inside = movement.endInput(to) - movement.firstInput(from);
            inputs.set(1, Optional.of(paddings(before, to - from - before - inside)));
        }
        return node.with(inputs, outputs(from, to));
    }

    /** The input rows that the output rows are made of. */
    private List<Optional<Operand>> inputs(int from, int to) throws ModelFormatException {
        List<Optional<Operand>> inputs = new ArrayList<>();
        for (int k = 0; k < node.inputs(); k++) {
            inputs.add(moving.get(k) ? Optional.of(of(node.input(k), movement.axis().in(), movement.firstInput(from),
                movement.endInput(to))) : node.optionalInput(k));
        }
        return inputs;
    }

    private List<Operand> outputs(int from, int to) throws ModelFormatException {
        List<Operand> outputs = new ArrayList<>();
        for (int k = 0; k < node.outputs(); k++) {
            outputs.add(of(node.output(k), movement.axis().out(), from, to));
        }
        return outputs;
    }

    /** The paddings with other numbers along the rows. */
    private Operand paddings(int before, int after) throws ModelFormatException {
        int[] paddings = node.constantInts(node.input(1));
        int dimension = RowMovement.dimension(node.input(0), movement.axis().in());
        paddings[2 * dimension] = before;
        paddings[2 * dimension + 1] = after;
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * paddings.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(paddings);
        TensorInfo info = node.input(1).info();
        return new Operand(new TensorInfo(info.index(), info.name(), TensorType.INT32, info.shape(), Optional.empty(),
            Optional.of(bytes), false), new Storage(bytes.array(), 0, bytes.capacity()));
    }

    /** The rows {@code from} to {@code to - 1} of {@code rows}, in their place. */
    static Operand of(Operand tensor, int rows, int from, int to) {
        int bytes = tensor.storage().length() / rows;
        return new Operand(info(tensor, rows, to - from),
            new Storage(tensor.storage().bytes(), tensor.storage().offset() + from * bytes, (to - from) * bytes));
    }

    /** What {@code count} of the {@code rows} of a tensor are, as a tensor. */
    static TensorInfo info(Operand tensor, int rows, int count) {
        TensorInfo info = tensor.info();
        int dimension = RowMovement.dimension(tensor, rows);
        int[] shape = info.shape().clone();
        shape[dimension] = shape[dimension] / rows * count;
        return new TensorInfo(info.index(), info.name(), info.type(), shape, info.quantization(), Optional.empty(),
            false);
    }
}
