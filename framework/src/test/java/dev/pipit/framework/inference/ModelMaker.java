package dev.pipit.framework.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorInfo;

/** Puts a model together in a test, a subgraph after the other. Tensors are known by the index that adding gives. */
public final class ModelMaker {
    private final List<Subgraph> subgraphs = new ArrayList<>();
    private List<TensorInfo> tensors = new ArrayList<>();
    private List<Operator> operators = new ArrayList<>();

    /** Starts with nothing. */
    public ModelMaker() {
        // nothing yet
    }

    /** A tensor that is filled from outside or computed. */
    public int tensor(Spec spec) {
        tensors.add(spec.info(tensors.size(), Optional.empty(), false));
        return tensors.size() - 1;
    }

    /** A tensor that keeps its numbers. */
    public int variable(Spec spec) {
        tensors.add(spec.info(tensors.size(), Optional.empty(), true));
        return tensors.size() - 1;
    }

    /** A constant. */
    public int constant(Spec spec, double... numbers) {
        tensors.add(spec.info(tensors.size(), Optional.of(spec.bytes(numbers)), false));
        return tensors.size() - 1;
    }

    /** An operator, to run after those before it. */
    public ModelMaker operator(OperatorCode code, Options options, List<Integer> inputs, List<Integer> outputs) {
        return operator(code, "", options, inputs, outputs);
    }

    /** An operator with a name of its own. */
    public ModelMaker operator(OperatorCode code, String customName, Options options, List<Integer> inputs,
            List<Integer> outputs) {
        operators.add(new Operator(operators.size(), code, customName, 1, inputs, outputs, options));
        return this;
    }

    /** Closes a subgraph; what is added afterwards belongs to the next one. */
    public ModelMaker subgraph(List<Integer> inputs, List<Integer> outputs) {
        subgraphs.add(new Subgraph(subgraphs.size(), "", tensors, inputs, outputs, operators));
        tensors = new ArrayList<>();
        operators = new ArrayList<>();
        return this;
    }

    /** The model of all subgraphs that were closed. */
    public Model model() {
        return new Model("", subgraphs, 0);
    }
}
