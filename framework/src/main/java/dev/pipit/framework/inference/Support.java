package dev.pipit.framework.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.pipit.framework.inference.kernel.Kernels;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorType;

/** Finds the operators of a model that cannot be run, and what could be used in their place. */
final class Support {
    private static final Map<String, String> ALTERNATIVES = Map.ofEntries(
        Map.entry("SPACE_TO_BATCH_ND", "CONV_2D with a dilation"),
        Map.entry("BATCH_TO_SPACE_ND", "CONV_2D with a dilation"),
        Map.entry("BIDIRECTIONAL_SEQUENCE_LSTM", "UNIDIRECTIONAL_SEQUENCE_LSTM"),
        Map.entry("ELU", "RELU"),
        Map.entry("LOG_SOFTMAX", "SOFTMAX"),
        Map.entry("DIV", "MUL by the reciprocal"),
        Map.entry("SQUARE", "MUL by itself"));

    private Support() {
    }

    static void check(Model model) throws UnsupportedOperatorsException {
        List<UnsupportedOperator> unsupported = new ArrayList<>();
        for (Subgraph subgraph : model.subgraphs()) {
            for (Operator operator : subgraph.operators()) {
                List<Optional<TensorType>> inputs = operator.inputs().stream().map(k -> type(subgraph, k)).toList();
                List<TensorType> outputs = operator.outputs().stream().map(k -> subgraph.tensors().get(k).type())
                    .toList();
                if (!Kernels.takes(operator.name(), inputs, outputs)) {
                    unsupported.add(new UnsupportedOperator(subgraph.index(), operator.index(), operator.name(),
                        operator.version(), inputs.stream().map(type -> type.map(TensorType::name).orElse("-")).toList(),
                        outputs.stream().map(TensorType::name).toList(), alternative(operator.name())));
                }
            }
        }
        if (!unsupported.isEmpty()) {
            throw new UnsupportedOperatorsException(unsupported);
        }
    }

    private static Optional<TensorType> type(Subgraph subgraph, int tensor) {
        return tensor == Operator.ABSENT ? Optional.empty() : Optional.of(subgraph.tensors().get(tensor).type());
    }

    private static String alternative(String name) {
        List<String> signatures = Kernels.signatures(name);
        return signatures.isEmpty() ? ALTERNATIVES.getOrDefault(name, "")
            : name + " with " + String.join(" or ", signatures);
    }
}
