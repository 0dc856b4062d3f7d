package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorType;

/** Runs a model that slides beside one that does not, over the same rows, and compares all that comes out. */
final class Hops {
    private final Random random;
    private final Interpreter full;
    final SlidingInterpreter sliding;
    private final byte[] window;
    private final byte[] fresh;
    private final byte[][] seen;
    /** Outputs that were compared, and how many of them were not those of the hop before. */
    int compared;
    int changed;

    Hops(Model model, int hopRows, KernelSet kernels, KernelSet slidingKernels, Random random)
            throws ModelFormatException {
        this.random = random;
        this.full = Interpreter.prepare(model, Settings.standard().kernels(kernels));
        this.sliding = SlidingInterpreter.prepare(model, hopRows, Settings.standard().kernels(slidingKernels));
        this.window = new byte[full.input(0).bytes()];
        this.fresh = new byte[sliding.input().bytes()];
        this.seen = full.outputs().stream().map(output -> new byte[output.bytes()]).toArray(byte[][]::new);
    }

    /** Random rows. */
    void run(int hops, String what) {
        for (int hop = 0; hop < hops; hop++) {
            if (sliding.input().info().type() == TensorType.FLOAT32) {
                for (int i = 0; i < sliding.input().elements(); i++) {
                    sliding.input().setReal(i, (float) random.nextGaussian());
                }
                sliding.input().read(fresh, 0);
            } else {
                random.nextBytes(fresh);
            }
            push(fresh, what + ", hop " + hop);
        }
    }

    void push(byte[] rows, String what) {
        int kept = Math.max(0, window.length - rows.length);
        System.arraycopy(window, window.length - kept, window, 0, kept);
        System.arraycopy(rows, rows.length - (window.length - kept), window, kept, window.length - kept);
        sliding.input().write(rows, 0);
        sliding.invoke();
        if (sliding.ready()) {
            full.input(0).write(window, 0);
            full.invoke();
            compare(what);
        }
    }

    private void compare(String what) {
        assertEquals(full.outputs().size(), sliding.outputs().size());
        boolean same = true;
        for (int k = 0; k < full.outputs().size(); k++) {
            byte[] expected = new byte[full.output(k).bytes()];
            byte[] actual = new byte[expected.length];
            full.output(k).read(expected, 0);
            sliding.output(k).read(actual, 0);
            assertArrayEquals(expected, actual, what + ", output " + k);
            same = same && Arrays.equals(expected, seen[k]);
            seen[k] = expected;
        }
        compared++;
        changed += same ? 0 : 1;
    }
}
