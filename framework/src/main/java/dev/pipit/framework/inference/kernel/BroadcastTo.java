package dev.pipit.framework.inference.kernel;

import java.util.Arrays;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorType;

/** BROADCAST_TO and BROADCAST_ARGS: a tensor spread over a shape, and the shape that two shapes are spread over. */
final class BroadcastTo {
    private BroadcastTo() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        Operand in = node.input(0);
        Operand out = node.output(0);
        fixedShape(node, node.input(1), out);
        Spread spread = Spread.of(node, in, out);
        int size = in.type().bits() / 8;
        return () -> run(in.storage(), out, spread, size);
    }

    /** Refuses a constant shape that the output does not have; one that is computed is trusted to be the output's. */
    static void fixedShape(Node node, Operand shape, Operand out) throws ModelFormatException {
        if (shape.info().constant().isPresent()) {
            int[] extents = node.constantInts(shape);
            node.require(Arrays.equals(extents, out.info().shape()), "output must have the shape given: shapes=%s, %s",
                Arrays.toString(extents), Arrays.toString(out.info().shape()));
        }
    }

    private static void run(Storage in, Operand out, Spread spread, int size) {
        for (int i = 0, count = out.elements(); i < count; i++) {
            in.copy(spread.index(i) * size, out.storage(), i * size, size);
        }
    }

    static Kernel prepareShapes(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        Operand left = node.input(0);
        Operand right = node.input(1);
        Operand out = node.output(0);
        node.require(left.rank() == 1 && right.rank() == 1 && out.rank() == 1,
            "shapes must have rank 1: ranks=%s, %s, %s", left.rank(), right.rank(), out.rank());
        node.require(out.elements() == Math.max(left.elements(), right.elements()),
            "output must be as long as the longer shape: numbers=%s, %s, %s", left.elements(), right.elements(),
            out.elements());
        return () -> shapes(left, right, out);
    }

    private static void shapes(Operand left, Operand right, Operand out) {
        for (int back = 1, count = out.elements(); back <= count; back++) {
            long l = extent(left, back);
            long extent = l == 1 ? extent(right, back) : l;
            if (out.type() == TensorType.INT64) {
                out.storage().putInt64(count - back, extent);
            } else {
                out.storage().putInt32(count - back, (int) extent);
            }
        }
    }

    private static long extent(Operand shape, int back) {
        int i = shape.elements() - back;
        return i < 0 ? 1 : shape.type() == TensorType.INT64 ? shape.storage().int64(i) : shape.storage().int32(i);
    }
}
