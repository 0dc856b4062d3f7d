package dev.pipit.framework.inference.kernel;

import java.util.List;

import dev.pipit.framework.tflite.ModelFormatException;

/** Numbers that are handed from tensors of one subgraph to as many of another. */
@SuppressWarnings("ArrayRecordComponent")
record Arguments(Storage[] from, Storage[] to) {
    /** Checks that each tensor has the type and the size of the one that it is handed to. */
    static Arguments of(Node node, List<Operand> from, List<Operand> to) throws ModelFormatException {
        node.require(from.size() == to.size(), "must hand over as many tensors as are taken: tensors=%s, %s",
            from.size(), to.size());
        for (int k = 0; k < from.size(); k++) {
            Operand a = from.get(k);
            Operand b = to.get(k);
            node.require(a.type() == b.type() && a.type().bits() > 0 && a.elements() == b.elements(),
                "tensor %s must be of the kind that is taken: types=%s, %s, numbers=%s, %s", k, a.type(), b.type(),
                a.elements(), b.elements());
        }
        return new Arguments(from.stream().map(Operand::storage).toArray(Storage[]::new),
            to.stream().map(Operand::storage).toArray(Storage[]::new));
    }

    void copy() {
        for (int k = 0; k < from.length; k++) {
            from[k].copy(0, to[k], 0, to[k].length());
        }
    }
}
