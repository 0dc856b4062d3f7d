package dev.pipit.framework.inference;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.pipit.framework.inference.kernel.Storage;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorInfo;

/**
 * The variables of a model, each known by a container and a name. All subgraphs share them. One is as large as what is
 * assigned to it, and holds the zero point of that until something is.
 */
final class ResourceVariables {
    private final Map<Options.VarHandle, Storage> storages = new HashMap<>();

    private ResourceVariables() {
    }

    static ResourceVariables of(Model model, State state) throws ModelFormatException {
        Map<Options.VarHandle, TensorInfo> values = new HashMap<>();
        collect(model, OperatorCode.ASSIGN_VARIABLE, values);
        collect(model, OperatorCode.READ_VARIABLE, values);
        var variables = new ResourceVariables();
        for (var value : values.entrySet()) {
            variables.storages.put(value.getKey(), state.add(value.getValue()));
        }
        return variables;
    }

    private static void collect(Model model, OperatorCode code, Map<Options.VarHandle, TensorInfo> values)
            throws ModelFormatException {
        for (Subgraph subgraph : model.subgraphs()) {
            for (Operator operator : subgraph.operators()) {
                if (operator.code() == code && operator.hasInput(0)) {
                    Optional<TensorInfo> value = value(subgraph, operator);
                    Optional<Options.VarHandle> name = name(subgraph, operator.inputs().get(0));
                    if (value.isPresent() && name.isPresent()) {
                        TensorInfo known = values.putIfAbsent(name.get(), value.get());
                        if (known != null && known.type() != value.get().type()) {
                            throw new ModelFormatException("variable " + name.get().sharedName()
                                + " must have one type: types=" + known.type() + ", " + value.get().type());
                        }
                    }
                }
            }
        }
    }

    private static Optional<TensorInfo> value(Subgraph subgraph, Operator operator) {
        if (operator.code() == OperatorCode.ASSIGN_VARIABLE) {
            return operator.hasInput(1) ? Optional.of(subgraph.tensors().get(operator.inputs().get(1)))
                : Optional.empty();
        }
        return operator.outputs().stream().findFirst().map(t -> subgraph.tensors().get(t));
    }

    /** Which variable a handle stands for. */
    private static Optional<Options.VarHandle> name(Subgraph subgraph, int tensor) {
        return subgraph.operators().stream()
            .filter(operator -> operator.outputs().contains(tensor))
            .map(Operator::options)
            .filter(Options.VarHandle.class::isInstance).map(Options.VarHandle.class::cast)
            .findFirst();
    }

    /** The memory of the variable behind a handle; none if nothing reads or assigns it. */
    Storage storage(Subgraph subgraph, TensorInfo handle) throws ModelFormatException {
        Options.VarHandle name = name(subgraph, handle.index()).orElseThrow(() -> new ModelFormatException(
            "subgraph " + subgraph.index() + ": tensor " + handle.index() + " must come from a VAR_HANDLE"));
        return storages.getOrDefault(name, Storage.of(0));
    }
}
