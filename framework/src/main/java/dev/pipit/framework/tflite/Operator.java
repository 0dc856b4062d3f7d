package dev.pipit.framework.tflite;

import java.util.List;

/**
 * One step of a subgraph.
 *
 * @param index      position in the subgraph
 * @param code       which operator; {@link OperatorCode#CUSTOM} has its name in {@code customName}
 * @param customName empty unless the operator is a custom one
 * @param version    of the operator, at least 1
 * @param inputs     tensor indices; −1 for an optional one that is absent
 * @param outputs    tensor indices
 * @param options    settings; {@link Options.None} where the operator has none
 */
public record Operator(int index, OperatorCode code, String customName, int version, List<Integer> inputs,
        List<Integer> outputs, Options options) {
    /** The index of an optional input that is absent. */
    public static final int ABSENT = -1;

    public Operator {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** The name people know: {@code CONV_2D}, {@code CUSTOM:SignalWindow}. */
    public String name() {
        return code == OperatorCode.CUSTOM ? "CUSTOM:" + customName : code.name();
    }

    /** Whether input {@code k} is there. */
    public boolean hasInput(int k) {
        return k < inputs.size() && inputs.get(k) != ABSENT;
    }
}
