package dev.pipit.framework.compression;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/**
 * A model that can be changed: tensors are added or described anew, operators added, replaced and removed. The main
 * subgraph only; others stay as they are.
 *
 * <p>Tensors keep their numbers as long as it is a draft. {@link #model} leaves out what nobody reads or writes, and
 * numbers the rest again.
 */
public final class Draft {
    private final String description;
    private final List<Subgraph> others;
    private final String name;
    private final List<TensorInfo> tensors;
    private final List<Integer> inputs;
    private final List<Integer> outputs;
    private final List<Operator> operators;

    private Draft(String description, Subgraph main, List<Subgraph> others) {
        this.description = description;
        this.others = others;
        this.name = main.name();
        this.tensors = new ArrayList<>(main.tensors());
        this.inputs = new ArrayList<>(main.inputs());
        this.outputs = new ArrayList<>(main.outputs());
        this.operators = new ArrayList<>(main.operators());
    }

    /** A copy of a model, to be changed. */
    public static Draft of(Model model) {
        return new Draft(model.description(), model.main(), model.subgraphs().subList(1, model.subgraphs().size()));
    }

    /** Without tensors and operators. */
    public static Draft empty(String description) {
        return new Draft(description, new Subgraph(0, "main", List.of(), List.of(), List.of(), List.of()), List.of());
    }

    /** How a tensor is described. */
    public TensorInfo tensor(int tensor) {
        return tensors.get(tensor);
    }

    /** How many tensors there are, with those that nobody needs any more. */
    public int tensors() {
        return tensors.size();
    }

    /** Tensors that are filled from outside; may be changed. */
    public List<Integer> inputs() {
        return inputs;
    }

    /** Tensors that are the result; may be changed. */
    public List<Integer> outputs() {
        return outputs;
    }

    /** In the order of execution; may be changed. What {@link Operator#index} says does not matter. */
    public List<Operator> operators() {
        return operators;
    }

    /** Adds a tensor that is filled or computed, and returns its number. */
    public int add(String tensorName, TensorType type, Optional<Quantization> quantization, int... shape) {
        return add(new TensorInfo(tensors.size(), tensorName, type, shape, quantization, Optional.empty(), false));
    }

    /** Adds a constant of real numbers, and returns its number. */
    public int constant(String tensorName, float[] values, int... shape) {
        return add(new TensorInfo(tensors.size(), tensorName, TensorType.FLOAT32, shape, Optional.empty(),
            Optional.of(Reals.bytes(values)), false));
    }

    /** Adds a constant of indices or extents, and returns its number. */
    public int constant(String tensorName, int[] values, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putInt(value);
        }
        return add(new TensorInfo(tensors.size(), tensorName, TensorType.INT32, shape, Optional.empty(),
            Optional.of(bytes.flip().asReadOnlyBuffer()), false));
    }

    private int add(TensorInfo tensor) {
        tensors.add(tensor);
        return tensors.size() - 1;
    }

    /** Describes a tensor anew; its number stays. */
    public void set(int tensor, TensorType type, int[] shape, Optional<Quantization> quantization,
            Optional<ByteBuffer> constant) {
        TensorInfo old = tensors.get(tensor);
        tensors.set(tensor, new TensorInfo(old.index(), old.name(), type, shape.clone(), quantization,
            constant.map(ByteBuffer::asReadOnlyBuffer), old.variable()));
    }

    /** Gives a constant other real numbers, of another shape if need be. It is FLOAT32 from now on. */
    public void setReals(int tensor, float[] values, int... shape) {
        set(tensor, TensorType.FLOAT32, shape, Optional.empty(), Optional.of(Reals.bytes(values)));
    }

    /** Adds an operator behind all others. */
    public void add(OperatorCode code, int version, Options options, List<Integer> from, List<Integer> to) {
        operators.add(new Operator(operators.size(), code, "", version, from, to, options));
    }

    /** The operator that computes a tensor. */
    public Optional<Operator> writer(int tensor) {
        return operators.stream().filter(operator -> operator.outputs().contains(tensor)).findFirst();
    }

    /** The operators that read a tensor, in their order. */
    public List<Operator> readers(int tensor) {
        return operators.stream().filter(operator -> operator.inputs().contains(tensor)).toList();
    }

    /** Puts another operator in the place of one. */
    public void replace(Operator operator, Operator by) {
        operators.set(operators.indexOf(operator), by);
    }

    /** Whoever read {@code from} reads {@code to}; an output too. */
    public void redirect(int from, int to) {
        operators.replaceAll(each -> new Operator(each.index(), each.code(), each.customName(), each.version(),
            each.inputs().stream().map(input -> input == from ? to : input).toList(), each.outputs(), each.intermediates(),
            each.options()));
        outputs.replaceAll(output -> output == from ? to : output);
    }

    /** The model as it is now. It is not checked: writing it does that. */
    public Model model() {
        Map<Integer, Integer> numbers = new LinkedHashMap<>();
        inputs.forEach(tensor -> numbers.putIfAbsent(tensor, numbers.size()));
        for (Operator operator : operators) {
            for (List<Integer> some : List.of(operator.inputs(), operator.outputs(), operator.intermediates())) {
                some.stream().filter(tensor -> tensor != Operator.ABSENT)
                    .forEach(tensor -> numbers.putIfAbsent(tensor, numbers.size()));
            }
        }
        outputs.forEach(tensor -> numbers.putIfAbsent(tensor, numbers.size()));
        List<TensorInfo> kept = new ArrayList<>();
        numbers.forEach((from, to) -> kept.add(renumbered(tensors.get(from), to)));
        Map<Integer, Integer> all = new HashMap<>(numbers);
        all.put(Operator.ABSENT, Operator.ABSENT);
        List<Operator> steps = new ArrayList<>();
        operators.forEach(each -> steps.add(new Operator(steps.size(), each.code(), each.customName(), each.version(),
            renumbered(each.inputs(), all), renumbered(each.outputs(), all), renumbered(each.intermediates(), all),
            each.options())));
        List<Subgraph> subgraphs = new ArrayList<>();
        subgraphs.add(new Subgraph(0, name, kept, renumbered(inputs, all), renumbered(outputs, all), steps));
        subgraphs.addAll(others);
        return new Model(description, subgraphs, 0);
    }

    private static List<Integer> renumbered(List<Integer> some, Map<Integer, Integer> numbers) {
        return some.stream().map(numbers::get).toList();
    }

    private static TensorInfo renumbered(TensorInfo tensor, int number) {
        return new TensorInfo(number, tensor.name(), tensor.type(), tensor.shape(), tensor.quantization(),
            tensor.constant(), tensor.variable());
    }
}
