package dev.pipit.framework.inference.kernel;

import java.util.stream.IntStream;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.TensorType;

/** Where along an axis the greatest or the least number is; the first of equal ones. NaN counts only as the first one. */
public final class ArgExtreme {
    private final Operand input;
    private final Operand output;
    private final int outer;
    private final int extent;
    private final int inner;
    private final boolean greatest;

    private ArgExtreme(Node node, int axis) throws ModelFormatException {
        this.input = node.input(0);
        this.output = node.output(0);
        this.outer = input.product(0, axis);
        this.extent = input.extent(axis);
        this.inner = input.product(axis + 1, input.rank());
        this.greatest = node.operator().code() == OperatorCode.ARG_MAX;
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        Operand in = node.input(0);
        int[] axes = node.constantInts(node.input(1));
        node.require(axes.length == 1, "axis must be one number: numbers=%s", axes.length);
        int axis = node.axis(axes[0], in.rank());
        node.require(in.extent(axis) > 0, "there must be something to compare: extent=%s", in.extent(axis));
        node.shape(node.output(0), IntStream.range(0, in.rank()).filter(d -> d != axis).map(in::extent).toArray());
        return new ArgExtreme(node, axis)::run;
    }

    private void run() {
        boolean wide = output.type() == TensorType.INT64;
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < inner; i++) {
                int first = o * extent * inner + i;
                int found = input.type() == TensorType.FLOAT32 ? real(first) : whole(first);
                if (wide) {
                    output.storage().putInt64(o * inner + i, found);
                } else {
                    output.storage().putInt32(o * inner + i, found);
                }
            }
        }
    }

    private int whole(int first) {
        int found = 0;
        int extreme = input.get(first);
        for (int k = 1; k < extent; k++) {
            int x = input.get(first + k * inner);
            if (greatest ? x > extreme : x < extreme) {
                found = k;
                extreme = x;
            }
        }
        return found;
    }

    private int real(int first) {
        int found = 0;
        float extreme = input.storage().float32(first);
        for (int k = 1; k < extent; k++) {
            float x = input.storage().float32(first + k * inner);
            if (greatest ? x > extreme : x < extreme) {
                found = k;
                extreme = x;
            }
        }
        return found;
    }
}
