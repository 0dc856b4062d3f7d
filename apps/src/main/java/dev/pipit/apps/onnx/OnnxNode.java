package dev.pipit.apps.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One step of a model.
 *
 * @param name       often empty
 * @param op         which operator
 * @param domain     who defined it; empty for ONNX itself
 * @param inputs     names of values; an empty one is absent
 * @param outputs    names of values; an empty one is not wanted
 * @param attributes settings by name: {@link Float}, {@link Long}, {@link String}, {@link OnnxTensor}, lists of the first
 *                   three; of others only the name
 */
public record OnnxNode(String name, String op, String domain, List<String> inputs, List<String> outputs,
        Map<String, Object> attributes) {
    public OnnxNode {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = Map.copyOf(attributes);
    }

    /** The name of input {@code k}; empty if it is absent. */
    String input(int k) {
        return k < inputs.size() ? inputs.get(k) : "";
    }

    boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    int integer(String attribute, int otherwise) {
        return attributes.get(attribute) instanceof Long value ? clamp(value) : otherwise;
    }

    float real(String attribute, float otherwise) {
        return attributes.get(attribute) instanceof Float value ? value : otherwise;
    }

    String text(String attribute, String otherwise) {
        return attributes.get(attribute) instanceof String value ? value : otherwise;
    }

    Optional<OnnxTensor> tensor(String attribute) {
        return attributes.get(attribute) instanceof OnnxTensor value ? Optional.of(value) : Optional.empty();
    }

    int[] integers(String attribute, int... otherwise) {
        return attributes.get(attribute) instanceof List<?> values
            ? values.stream().mapToInt(value -> clamp((Long) value)).toArray() : otherwise;
    }

    static int clamp(long value) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }

    /** {@code node 7 (Einsum) named attention}. */
    String at(int index) {
        return "node " + index + " (" + (domain.isEmpty() ? "" : domain + ".") + op + ")"
            + (name.isEmpty() ? "" : " named " + name);
    }
}
