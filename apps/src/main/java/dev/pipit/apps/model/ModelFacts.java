package dev.pipit.apps.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.MemoryUse;
import dev.pipit.framework.inference.OperatorCost;
import dev.pipit.framework.inference.UnsupportedOperator;
import dev.pipit.framework.inference.UnsupportedOperatorsException;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorInfo;

/**
 * All that can be said of a model without an input.
 *
 * @param file        where it comes from
 * @param nodes       every operator, in the order of the model
 * @param memory      what it needs while it runs; absent if it cannot be run
 * @param unsupported operators that cannot be run
 * @param refusal     why it cannot be run, in one line; absent if it can
 */
record ModelFacts(ModelFile file, List<Node> nodes, Optional<MemoryUse> memory, List<UnsupportedOperator> unsupported,
        Optional<String> refusal) {

    /** One operator, with the types of its tensors as the schema spells them, {@code -} for an absent one. */
    record Node(int subgraph, int index, String name, int version, List<String> inputTypes, List<String> outputTypes,
            long macs) {
        String types() {
            return String.join(" ", inputTypes) + " -> " + String.join(" ", outputTypes);
        }
    }

    /** All operators of one name. */
    record Kind(String name, int count, Set<Integer> versions, Set<String> types, long macs) { }

    static ModelFacts of(ModelFile file) {
        List<Node> nodes = nodes(file.model());
        try {
            return new ModelFacts(file, nodes, Optional.of(Interpreter.prepare(file.model()).memory()), List.of(),
                Optional.empty());
        } catch (UnsupportedOperatorsException e) {
            int count = e.operators().size();
            return new ModelFacts(file, nodes, Optional.empty(), e.operators(), Optional.of(file.model().name() + ": "
                + count + (count == 1 ? " operator is" : " operators are") + " not supported: "
                + ModelFile.names(e.operators())));
        } catch (ModelFormatException e) {
            return new ModelFacts(file, nodes, Optional.empty(), List.of(),
                Optional.of(ModelFile.named(file.model(), e)));
        }
    }

    private static List<Node> nodes(Model model) {
        return OperatorCost.of(model).stream().map(cost -> {
            Subgraph subgraph = model.subgraphs().get(cost.subgraph());
            Operator operator = subgraph.operators().get(cost.index());
            return new Node(cost.subgraph(), cost.index(), cost.name(), operator.version(),
                types(subgraph, operator.inputs()), types(subgraph, operator.outputs()), cost.macs());
        }).toList();
    }

    private static List<String> types(Subgraph subgraph, List<Integer> tensors) {
        return tensors.stream().map(k -> k == Operator.ABSENT ? "-" : subgraph.tensors().get(k).type().name()).toList();
    }

    Model model() {
        return file.model();
    }

    List<TensorInfo> inputs() {
        return model().main().inputs().stream().map(model().main().tensors()::get).toList();
    }

    List<TensorInfo> outputs() {
        return model().main().outputs().stream().map(model().main().tensors()::get).toList();
    }

    /** The operators by name, in the order in which the model first has them. */
    List<Kind> kinds() {
        Map<String, List<Node>> byName = nodes.stream()
            .collect(Collectors.groupingBy(Node::name, LinkedHashMap::new, Collectors.toList()));
        return byName.entrySet().stream().map(entry -> new Kind(entry.getKey(), entry.getValue().size(),
            entry.getValue().stream().map(Node::version).collect(Collectors.toCollection(TreeSet::new)),
            entry.getValue().stream().map(Node::types).collect(Collectors.toCollection(TreeSet::new)),
            macs(entry.getValue()))).toList();
    }

    long macs() {
        return macs(nodes);
    }

    private static long macs(List<Node> nodes) {
        return nodes.stream().mapToLong(Node::macs).sum();
    }

    /** Bytes of all constants in the file. */
    long constantBytes() {
        return memory.map(MemoryUse::constantBytes).orElseGet(() -> model().subgraphs().stream()
            .flatMap(subgraph -> subgraph.tensors().stream())
            .mapToLong(tensor -> tensor.constant().map(numbers -> (long) numbers.remaining()).orElse(0L)).sum());
    }

    /** Whether an invocation depends on those before it; empty if only a custom operator could tell. */
    Optional<Boolean> state() {
        if (memory.isPresent()) {
            return Optional.of(memory.get().variableBytes() > 0);
        }
        boolean variables = model().subgraphs().stream().anyMatch(
            subgraph -> subgraph.tensors().stream().anyMatch(TensorInfo::variable) || has(subgraph, OperatorCode.VAR_HANDLE));
        boolean custom = model().subgraphs().stream().anyMatch(subgraph -> has(subgraph, OperatorCode.CUSTOM));
        return !variables && custom ? Optional.empty() : Optional.of(variables);
    }

    private static boolean has(Subgraph subgraph, OperatorCode code) {
        return subgraph.operators().stream().anyMatch(operator -> operator.code() == code);
    }
}
