package dev.pipit.framework.tflite;

import java.util.List;

/**
 * One step of a subgraph.
 *
 * @param index         position in the subgraph
 * @param code          which operator; {@link OperatorCode#CUSTOM} has its name in {@code customName}
 * @param customName    of a custom operator; the digits of an {@link OperatorCode#UNKNOWN} one; otherwise empty
 * @param version       of the operator, at least 1
 * @param inputs        tensor indices; −1 for an optional one that is absent
 * @param outputs       tensor indices
 * @param intermediates tensor indices, for the quantization of what an LSTM computes on the way; −1 for an absent one
 * @param options       settings; {@link Options.None} where the operator has none
 */
public record Operator(int index, OperatorCode code, String customName, int version, List<Integer> inputs,
        List<Integer> outputs, List<Integer> intermediates, Options options) {
    /** The index of an optional input that is absent. */
    public static final int ABSENT = -1;

    public Operator {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        intermediates = List.copyOf(intermediates);
    }

    /** An operator without intermediate tensors. */
    public Operator(int index, OperatorCode code, String customName, int version, List<Integer> inputs,
            List<Integer> outputs, Options options) {
        this(index, code, customName, version, inputs, outputs, List.of(), options);
    }

    /** The name people know: {@code CONV_2D}, {@code CUSTOM:SignalWindow}, {@code operator 300}. */
    public String name() {
        return name(code, customName);
    }

    static String name(OperatorCode code, String customName) {
        return switch (code) {
            case CUSTOM -> "CUSTOM:" + customName;
            case UNKNOWN -> "operator " + customName;
            default -> code.name();
        };
    }

    /** Whether input {@code k} is there. */
    public boolean hasInput(int k) {
        return k < inputs.size() && inputs.get(k) != ABSENT;
    }
}
