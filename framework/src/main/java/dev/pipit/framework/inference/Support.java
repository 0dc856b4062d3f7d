package dev.pipit.framework.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.pipit.framework.inference.kernel.Kernels;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorType;

/** Finds the operators of a model that cannot be run, and what could be used in their place. */
final class Support {
    private static final Map<String, String> ALTERNATIVES = Map.ofEntries(
        Map.entry("BIDIRECTIONAL_SEQUENCE_LSTM", "UNIDIRECTIONAL_SEQUENCE_LSTM"),
        Map.entry("LSTM", "UNIDIRECTIONAL_SEQUENCE_LSTM"),
        Map.entry("CUSTOM:ethos-u", "the model as it was before Vela compiled it for an Ethos-U"),
        Map.entry("CUSTOM:TFLM_DECODE", "the model as it was before its weights were compressed"),
        Map.entry("CUSTOM:TFLite_Detection_PostProcess",
            "boxes and scores as outputs of the model, and their selection in the application"));

    /** By how names begin. */
    static final Map<String, String> FAMILIES = Map.of(
        "CUSTOM:Flex", "built-in operators: convert without SELECT_TF_OPS, which needs all of TensorFlow",
        "STABLEHLO_", "built-in operators: convert to TensorFlow Lite's own, not to StableHLO",
        "HASHTABLE", "numbers: look texts up in the application");

    static final String TEXT = "numbers: texts are dealt with in the application";

    private Support() {
    }

    static void check(Model model) throws UnsupportedOperatorsException {
        List<UnsupportedOperator> unsupported = new ArrayList<>();
        for (Subgraph subgraph : model.subgraphs()) {
            for (Operator operator : subgraph.operators()) {
                List<Optional<TensorType>> inputs = operator.inputs().stream().map(k -> type(subgraph, k)).toList();
                List<TensorType> outputs = operator.outputs().stream().map(k -> subgraph.tensors().get(k).type())
                    .toList();
                boolean hasText = inputs.contains(Optional.of(TensorType.STRING)) || outputs.contains(TensorType.STRING);
                if (!Kernels.takes(operator.name(), inputs, outputs)) {
                    unsupported.add(new UnsupportedOperator(subgraph.index(), operator.index(), operator.name(),
                        operator.version(), inputs.stream().map(type -> type.map(TensorType::name).orElse("-")).toList(),
                        outputs.stream().map(TensorType::name).toList(), alternative(operator.name(), hasText)));
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

    /** What could be used in place of operators that cannot be run whatever their types are, by their names, sorted. */
    static Map<String, String> alternatives() {
        var alternatives = new TreeMap<>(ALTERNATIVES);
        alternatives.keySet().removeAll(Kernels.names());
        return alternatives;
    }

    private static String alternative(String name, boolean text) {
        List<String> signatures = Kernels.signatures(name);
        if (text) {
            return TEXT;
        }
        if (!signatures.isEmpty()) {
            return name + " with " + String.join(" or ", signatures);
        }
        return FAMILIES.entrySet().stream().filter(family -> name.startsWith(family.getKey())).map(Map.Entry::getValue)
            .findFirst().orElse(ALTERNATIVES.getOrDefault(name, ""));
    }
}
