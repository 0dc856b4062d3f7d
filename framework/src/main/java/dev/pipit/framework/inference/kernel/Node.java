package dev.pipit.framework.inference.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorType;

/**
 * An operator and its tensors, bound to memory: what a kernel is prepared from. Everything that a model can say wrong
 * is asked for through this class, which refuses with the operator's name and place.
 */
public final class Node {
    private final int subgraph;
    private final Operator operator;
    private final List<Optional<Operand>> inputs;
    private final List<Operand> outputs;
    private final Surroundings surroundings;
    private final Optional<Part> part;

    /** @param inputs as many as the operator has; empty where an optional one is absent */
    public Node(int subgraph, Operator operator, List<Optional<Operand>> inputs, List<Operand> outputs,
            Surroundings surroundings) {
        this(subgraph, operator, inputs, outputs, surroundings, Optional.empty());
    }

    private Node(int subgraph, Operator operator, List<Optional<Operand>> inputs, List<Operand> outputs,
            Surroundings surroundings, Optional<Part> part) {
        this.subgraph = subgraph;
        this.operator = operator;
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        this.surroundings = surroundings;
        this.part = part;
    }

    /** The same operator over other tensors. */
    public Node with(List<Optional<Operand>> otherInputs, List<Operand> otherOutputs) {
        return new Node(subgraph, operator, otherInputs, otherOutputs, surroundings, part);
    }

    /** The same convolution or pooling over a part of its tensors. */
    public Node with(Part ofTensors, List<Optional<Operand>> otherInputs, List<Operand> otherOutputs) {
        return new Node(subgraph, operator, otherInputs, otherOutputs, surroundings, Optional.of(ofTensors));
    }

    /** How a filter moves along one dimension: as given, or as the part says. */
    SlidingAxis movement(int dimension, SlidingAxis whole) {
        return part.filter(p -> p.dimension() == dimension).map(p -> new SlidingAxis(whole.in(), p.count(),
            whole.filter(), whole.stride(), whole.dilation(), p.before())).orElse(whole);
    }

    /** What the file says. */
    public Operator operator() {
        return operator;
    }

    /** The interpreter around it. */
    public Surroundings surroundings() {
        return surroundings;
    }

    /** What is wrong with this operator, as an exception: {@code operator 7 (CONV_2D): …}. */
    public ModelFormatException refusal(String what) {
        String where = subgraph == 0 ? "" : "subgraph " + subgraph + ", ";
        return new ModelFormatException(where + "operator " + operator.index() + " (" + operator.name() + "): " + what);
    }

    /** Refuses unless it {@code holds}; {@code what} must hold, with a {@code %s} for each value. */
    public void require(boolean holds, String what, Object... values) throws ModelFormatException {
        if (!holds) {
            throw refusal(String.format(Locale.ROOT, what, values));
        }
    }

    /** Refuses unless there are so many inputs, absent ones included, and so many outputs. */
    public void arity(int fewestInputs, int mostInputs, int outputCount) throws ModelFormatException {
        require(inputs.size() >= fewestInputs && inputs.size() <= mostInputs, "must have %s to %s inputs: inputs=%s",
            fewestInputs, mostInputs, inputs.size());
        require(outputs.size() == outputCount, "must have %s outputs: outputs=%s", outputCount, outputs.size());
    }

    /** The settings, of the kind that the operator must have. */
    public <T extends Options> T options(Class<T> kind) throws ModelFormatException {
        require(kind.isInstance(operator.options()), "must have %s settings: settings=%s", kind.getSimpleName(),
            operator.options());
        return kind.cast(operator.options());
    }

    /** A number that the settings of a custom operator must have. */
    public int customNumber(String name, int least, int greatest) throws ModelFormatException {
        OptionalInt number = options(Options.Custom.class).number(name);
        require(number.isPresent() && number.getAsInt() >= least && number.getAsInt() <= greatest,
            "must have a setting %s from %s to %s: %s", name, least, greatest, number.isPresent()
                ? name + "=" + number.getAsInt() : "absent");
        return number.getAsInt();
    }

    /** How many inputs, absent ones included. */
    public int inputs() {
        return inputs.size();
    }

    /** How many outputs. */
    public int outputs() {
        return outputs.size();
    }

    /** All inputs, of which none may be absent. */
    public List<Operand> allInputs() throws ModelFormatException {
        for (int k = 0; k < inputs.size(); k++) {
            require(inputs.get(k).isPresent(), "input %s is absent", k);
        }
        return inputs.stream().map(Optional::get).toList();
    }

    /** All outputs. */
    public List<Operand> allOutputs() {
        return outputs;
    }

    /** An input that must be there. */
    public Operand input(int k) throws ModelFormatException {
        return optionalInput(k).orElseThrow(() -> refusal("input " + k + " is absent"));
    }

    /** An input that is multiplied with others. */
    public Operand weights(int k) throws ModelFormatException {
        Operand weights = input(k);
        require(weights.type() != TensorType.INT4 || weights.info().constant().isPresent(),
            "weights of type INT4 must be constant");
        return weights;
    }

    /** An input that may be absent. */
    public Optional<Operand> optionalInput(int k) {
        return k < inputs.size() ? inputs.get(k) : Optional.empty();
    }

    /** An output. */
    public Operand output(int k) throws ModelFormatException {
        require(k < outputs.size(), "output %s is absent", k);
        return outputs.get(k);
    }

    /** Scale and zero point of a tensor that must have them, one for all its numbers. */
    public Quantization quantization(Operand tensor) throws ModelFormatException {
        Quantization quantization = anyQuantization(tensor);
        require(!quantization.perAxis(), "tensor %s must have one scale: scales=%s", tensor.info().index(),
            quantization.scales().length);
        return quantization;
    }

    /** Scales and zero points of a tensor that must have them. */
    public Quantization anyQuantization(Operand tensor) throws ModelFormatException {
        return tensor.info().quantization()
            .orElseThrow(() -> refusal("tensor " + tensor.info().index() + " has no quantization"));
    }

    /** Multiplication by a real number that follows from the model. */
    public Rescale rescale(double real) throws ModelFormatException {
        require(Rescale.fits(real), "its scales must ask for a multiplier of at most 2^30 - 1: multiplier=%s", real);
        return Rescale.by(real, surroundings.roundsOnce());
    }

    /** The numbers of a constant of type INT32 or INT64 that must each fit 32 bits. */
    public int[] constantInts(Operand tensor) throws ModelFormatException {
        require(tensor.info().constant().isPresent(), "tensor %s must be constant", tensor.info().index());
        require(tensor.type() == TensorType.INT32 || tensor.type() == TensorType.INT64,
            "tensor %s must be INT32 or INT64: type=%s", tensor.info().index(), tensor.type());
        int[] values = new int[tensor.elements()];
        for (int i = 0; i < values.length; i++) {
            long value = tensor.type() == TensorType.INT32 ? tensor.storage().int32(i) : tensor.storage().int64(i);
            require(value == (int) value, "tensor %s must hold numbers of 32 bits: value=%s", tensor.info().index(),
                value);
            values[i] = (int) value;
        }
        return values;
    }

    /** Refuses unless an output has this shape. */
    public void shape(Operand output, int... shape) throws ModelFormatException {
        require(Arrays.equals(shape, output.info().shape()), "output must have the shape %s: shape=%s",
            Arrays.toString(shape), Arrays.toString(output.info().shape()));
    }

    /** Refuses unless the output is quantized as the input is. */
    public void sameQuantization(Operand input, Operand output) throws ModelFormatException {
        require(quantization(input).equals(quantization(output)),
            "output must have the scale and zero point of the input: scales=%s, %s, zeroPoints=%s, %s",
            quantization(input).scale(), quantization(output).scale(), quantization(input).zeroPoint(),
            quantization(output).zeroPoint());
    }

    /** An axis, which may be counted from the end, as an index below {@code rank}. */
    public int axis(int axis, int rank) throws ModelFormatException {
        require(axis >= -rank && axis < rank, "axis must be inside the tensor: axis=%s, rank=%s", axis, rank);
        return axis < 0 ? axis + rank : axis;
    }
}
