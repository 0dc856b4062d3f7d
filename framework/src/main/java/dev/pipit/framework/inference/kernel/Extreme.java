package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;

/**
 * The greatest or the least number over some dimensions. Over nothing, the other end of the type. NaN is passed over,
 * and the extreme of real numbers is at least that of what is finite.
 */
public final class Extreme {
    private final Reduction reduction;
    private final Operand input;
    private final Operand output;
    private final boolean greatest;

    private Extreme(Node node, boolean greatest) throws ModelFormatException {
        this.reduction = Reduction.of(node);
        this.input = node.input(0);
        this.output = node.output(0);
        this.greatest = greatest;
    }

    static Kernel prepareMax(Node node) throws ModelFormatException {
        return prepare(node, true);
    }

    static Kernel prepareMin(Node node) throws ModelFormatException {
        return prepare(node, false);
    }

    private static Kernel prepare(Node node, boolean greatest) throws ModelFormatException {
        var kernel = new Extreme(node, greatest);
        return switch (kernel.input.type()) {
            case FLOAT32 -> kernel::float32;
            case INT64 -> kernel::int64;
            default -> {
                if (kernel.input.type().bits() < Integer.SIZE) {
                    node.sameQuantization(kernel.input, kernel.output);
                }
                Range range = Range.of(kernel.input.type());
                yield () -> kernel.whole(range);
            }
        };
    }

    private void whole(Range range) {
        int[] firsts = reduction.firsts();
        for (int o = 0; o < firsts.length; o++) {
            int extreme = greatest ? range.least() : range.greatest();
            for (int distance : reduction.distances()) {
                int x = input.get(firsts[o] + distance);
                extreme = greatest ? Math.max(extreme, x) : Math.min(extreme, x);
            }
            output.put(o, extreme);
        }
    }

    private void int64() {
        int[] firsts = reduction.firsts();
        for (int o = 0; o < firsts.length; o++) {
            long extreme = greatest ? Long.MIN_VALUE : Long.MAX_VALUE;
            for (int distance : reduction.distances()) {
                long x = input.storage().int64(firsts[o] + distance);
                extreme = greatest ? Math.max(extreme, x) : Math.min(extreme, x);
            }
            output.storage().putInt64(o, extreme);
        }
    }

    private void float32() {
        int[] firsts = reduction.firsts();
        for (int o = 0; o < firsts.length; o++) {
            float extreme = greatest ? -Float.MAX_VALUE : Float.MAX_VALUE;
            for (int distance : reduction.distances()) {
                float x = input.storage().float32(firsts[o] + distance);
                extreme = (greatest ? x > extreme : x < extreme) ? x : extreme;
            }
            output.storage().putFloat32(o, extreme);
        }
    }
}
