package dev.pipit.framework.compression.factorise;

import java.util.List;
import java.util.Optional;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/**
 * Two operators in the place of one.
 *
 * @param macs        products of both
 * @param first       weights, {@code firstShape} with as many filters as the rank first
 * @param middle      shape of what lies between them
 * @param firstOption without an activation
 */
@SuppressWarnings("ArrayRecordComponent")
record Pair(long macs, float[] first, int[] firstShape, Options firstOption, int[] middle, float[] second, int[] secondShape,
        Options secondOption) {

    /** Puts them in. The bias is the second's; a first without one has zeros, which every interpreter takes. */
    void replace(Draft draft, Operator old) {
        String name = draft.tensor(old.outputs().get(0)).name();
        int rank = firstShape[0];
        int between = draft.add(name + "/first", TensorType.FLOAT32, Optional.empty(), middle);
        List<Integer> first = List.of(old.inputs().get(0), draft.constant(name + "/first/weights", this.first, firstShape),
            draft.constant(name + "/first/bias", new float[rank], rank));
        List<Integer> second = List.of(between, draft.constant(name + "/weights", this.second, secondShape),
            old.hasInput(2) ? old.inputs().get(2) : Operator.ABSENT);
        int at = draft.operators().indexOf(old);
        draft.operators().set(at, new Operator(at, old.code(), "", old.version(), first, List.of(between), firstOption));
        draft.operators().add(at + 1, new Operator(at + 1, old.code(), "", old.version(), second, old.outputs(), secondOption));
    }
}
