package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;

/** Whether any, or all, of the truth values over some dimensions are true. Over nothing: not any, but all. */
public final class AnyAll {
    private AnyAll() {
    }

    static Kernel prepareAny(Node node) throws ModelFormatException {
        return prepare(node, true);
    }

    static Kernel prepareAll(Node node) throws ModelFormatException {
        return prepare(node, false);
    }

    private static Kernel prepare(Node node, boolean any) throws ModelFormatException {
        Reduction reduction = Reduction.of(node);
        Storage in = node.input(0).storage();
        Storage out = node.output(0).storage();
        return () -> run(reduction, in, out, any);
    }

    private static void run(Reduction reduction, Storage in, Storage out, boolean any) {
        int[] firsts = reduction.firsts();
        for (int o = 0; o < firsts.length; o++) {
            boolean result = !any;
            for (int distance : reduction.distances()) {
                boolean x = in.int8(firsts[o] + distance) != 0;
                result = any ? result || x : result && x;
            }
            out.putInt8(o, result ? 1 : 0);
        }
    }
}
