package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options;

/**
 * Sum of all numbers up to each one along an axis, itself included or not, from the first on or from the last back;
 * INT8 ones as {@link SumScaling} says.
 */
final class Cumsum {
    private final Operand input;
    private final Operand output;
    private final int depth;
    private final int inner;
    private final boolean exclusive;
    private final boolean reverse;

    private Cumsum(Node node) throws ModelFormatException {
        node.arity(2, 2, 1);
        var options = node.options(Options.Cumsum.class);
        this.input = node.input(0);
        this.output = node.output(0);
        node.require(input.sameShape(output), "output must have the shape of the input");
        int[] axes = node.constantInts(node.input(1));
        node.require(axes.length == 1, "axis must be one number: numbers=%s", axes.length);
        int axis = node.axis(axes[0], input.rank());
        this.depth = input.extent(axis);
        this.inner = input.product(axis + 1, input.rank());
        this.exclusive = options.exclusive();
        this.reverse = options.reverse();
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        var kernel = new Cumsum(node);
        return switch (kernel.output.type()) {
            case FLOAT32 -> kernel::float32;
            case INT32 -> kernel::int32;
            case INT64 -> kernel::int64;
            default -> {
                SumScaling scaling = SumScaling.of(node, kernel.input, kernel.output);
                yield () -> kernel.int8(scaling);
            }
        };
    }

    /** Index of number {@code d} in the order of adding, of line {@code line}. */
    private int index(int line, int d) {
        return (line / inner * depth + (reverse ? depth - 1 - d : d)) * inner + line % inner;
    }

    private int lines() {
        return depth == 0 ? 0 : output.elements() / depth;
    }

    private void int8(SumScaling scaling) {
        for (int line = 0; line < lines(); line++) {
            int sum = scaling.start();
            for (int d = 0; d < depth; d++) {
                int i = index(line, d);
                int with = sum + scaling.scaled(input.get(i));
                output.put(i, scaling.result(exclusive ? sum : with));
                sum = with;
            }
        }
    }

    private void int32() {
        for (int line = 0; line < lines(); line++) {
            int sum = 0;
            for (int d = 0; d < depth; d++) {
                int i = index(line, d);
                int with = sum + input.get(i);
                output.put(i, exclusive ? sum : with);
                sum = with;
            }
        }
    }

    private void int64() {
        for (int line = 0; line < lines(); line++) {
            long sum = 0;
            for (int d = 0; d < depth; d++) {
                int i = index(line, d);
                long with = sum + input.storage().int64(i);
                output.storage().putInt64(i, exclusive ? sum : with);
                sum = with;
            }
        }
    }

    private void float32() {
        for (int line = 0; line < lines(); line++) {
            float sum = 0;
            for (int d = 0; d < depth; d++) {
                int i = index(line, d);
                float with = sum + input.storage().float32(i);
                output.storage().putFloat32(i, exclusive ? sum : with);
                sum = with;
            }
        }
    }
}
