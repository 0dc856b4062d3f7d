package dev.pipit.apps.onnx;

import java.util.HashSet;
import java.util.Set;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.tflite.Operator;

/** Removes operators whose outputs nobody reads. */
final class Unread {
    private Unread() {
    }

    static void remove(Draft draft) {
        Set<Integer> read = new HashSet<>(draft.outputs());
        for (int k = draft.operators().size() - 1; k >= 0; k--) {
            Operator operator = draft.operators().get(k);
            if (operator.outputs().stream().anyMatch(read::contains)) {
                read.addAll(operator.inputs());
            } else {
                draft.operators().remove(k);
            }
        }
    }
}
