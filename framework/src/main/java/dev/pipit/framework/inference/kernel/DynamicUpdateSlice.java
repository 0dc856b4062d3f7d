package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorType;

/**
 * A tensor of which a part is replaced by another one, from indices on that may be computed. They are moved so that the
 * part lies inside.
 */
final class DynamicUpdateSlice {
    private final Operand whole;
    private final Operand update;
    private final Operand starts;
    private final Operand output;
    private final int[] steps;
    private final Selection selection;

    private DynamicUpdateSlice(Node node) throws ModelFormatException {
        node.arity(3, 3, 1);
        this.whole = node.input(0);
        this.update = node.input(1);
        this.starts = node.input(2);
        this.output = node.output(0);
        node.require(output.sameShape(whole), "output must have the shape of the first input");
        node.require(update.rank() == whole.rank() && starts.rank() == 1 && starts.elements() == whole.rank(),
            "update must have rank %s and start as many numbers: rank=%s, numbers=%s", whole.rank(), update.rank(),
            starts.elements());
        for (int axis = 0; axis < whole.rank(); axis++) {
            node.require(update.extent(axis) <= whole.extent(axis),
                "update must not be larger along axis %s: extents=%s, %s", axis, update.extent(axis),
                whole.extent(axis));
        }
        this.steps = Selection.steps(whole.info().shape());
        int[] shape = update.info().shape();
        this.selection = new Selection(whole.type().bits() / 8, shape, 0, Selection.steps(shape), 0, steps);
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        return new DynamicUpdateSlice(node)::run;
    }

    private void run() {
        whole.storage().copy(0, output.storage(), 0, whole.storage().length());
        int first = 0;
        for (int axis = 0; axis < steps.length; axis++) {
            long start = starts.type() == TensorType.INT64 ? starts.storage().int64(axis)
                : starts.storage().int32(axis);
            int most = whole.extent(axis) - update.extent(axis);
            first += (int) Math.max(0, Math.min(start, most)) * steps[axis];
        }
        selection.copy(update.storage(), output.storage(), first);
    }
}
