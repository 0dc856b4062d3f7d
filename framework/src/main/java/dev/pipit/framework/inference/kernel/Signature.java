package dev.pipit.framework.inference.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.tflite.TensorType;

/**
 * Types of tensors that an operator takes together: {@code "INT8 INT8 INT32? -> INT8"}. A question mark stands for an
 * input that may be absent, an asterisk for one or more of the same type, {@code ABSENT?} for an input that must be,
 * {@code ANY} for every type.
 */
record Signature(String text) {
    private static final String ANY = "ANY";

    boolean takes(List<Optional<TensorType>> inputs, List<TensorType> outputs) {
        String[] sides = text.split("->", -1);
        return matches(sides[0], inputs) && matches(sides[1], outputs.stream().map(Optional::of).toList());
    }

    private static boolean matches(String side, List<Optional<TensorType>> types) {
        List<String> words = new ArrayList<>(Arrays.asList(side.trim().split(" +")));
        words.removeIf(String::isEmpty);
        String last = words.isEmpty() ? "" : words.get(words.size() - 1);
        while (last.endsWith("*") && words.size() < types.size()) {
            words.add(last);
        }
        boolean matches = types.size() <= words.size();
        for (int k = 0; matches && k < words.size(); k++) {
            Optional<TensorType> type = k < types.size() ? types.get(k) : Optional.empty();
            String name = words.get(k).replaceAll("[?*]", "");
            matches = type.map(t -> name.equals(ANY) || name.equals(t.name())).orElse(words.get(k).endsWith("?"));
        }
        return matches;
    }
}
