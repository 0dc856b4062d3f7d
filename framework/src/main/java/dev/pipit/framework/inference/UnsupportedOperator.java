package dev.pipit.framework.inference;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An operator that cannot be run.
 *
 * @param subgraph    where it stands
 * @param index       position in the subgraph
 * @param name        as the schema spells it, {@code CUSTOM:name} for custom ones
 * @param version     that the model asks for
 * @param inputTypes  as the schema spells them, {@code -} for an absent one
 * @param outputTypes as the schema spells them
 * @param alternative what could be used instead, or empty
 */
public record UnsupportedOperator(int subgraph, int index, String name, int version, List<String> inputTypes,
        List<String> outputTypes, String alternative) {
    public UnsupportedOperator {
        inputTypes = List.copyOf(inputTypes);
        outputTypes = List.copyOf(outputTypes);
    }

    /** {@code operator 7 (TANH) version 1, INT8 -> INT8; instead: …}. */
    @Override
    public String toString() {
        return (subgraph == 0 ? "" : "subgraph " + subgraph + ", ") + "operator " + index + " (" + name + ") version "
            + version + inputTypes.stream().collect(Collectors.joining(" ", ", ", " -> "))
            + String.join(" ", outputTypes) + (alternative.isEmpty() ? "" : "; instead: " + alternative);
    }
}
