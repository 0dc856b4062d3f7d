package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.Random;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;

/** Runs a model on all sets of kernels, and compares every byte of every output with what the reference gives. */
public final class Agreement {
    private static final List<KernelSet> FAST = List.of(KernelSet.SCALAR, KernelSet.VECTOR);
    private static final List<KernelSet> ALL = List.of(KernelSet.REFERENCE, KernelSet.SCALAR, KernelSet.VECTOR);

    private Agreement() {
    }

    /** On random bytes, and on the extremes: all −128, all 127, and both mixed. */
    public static void check(OneOperator operator, Random random) throws ModelFormatException {
        check(operator.model(), operator.settings(), random);
    }

    /** The same for a whole model. With workers, the reference is what one thread computes. */
    public static void check(Model model, Settings settings, Random random) throws ModelFormatException {
        Interpreter reference = Interpreter.prepare(model,
            settings.kernels(KernelSet.REFERENCE).workers(Workers.NONE));
        for (KernelSet kernels : settings.workers() == Workers.NONE ? FAST : ALL) {
            Interpreter twin = Interpreter.prepare(model, settings.kernels(kernels));
            for (int kind = 0; kind < 5; kind++) {
                fill(reference, twin, kind, random);
                reference.invoke();
                twin.invoke();
                for (int k = 0; k < reference.outputs().size(); k++) {
                    assertArrayEquals(bytes(reference.output(k)), bytes(twin.output(k)), kernels + " kernels, output "
                        + k);
                }
            }
        }
    }

    private static void fill(Interpreter reference, Interpreter twin, int kind, Random random) {
        for (int k = 0; k < reference.inputs().size(); k++) {
            byte[] bytes = new byte[reference.input(k).bytes()];
            random.nextBytes(bytes);
            for (int i = 0; kind > 1 && i < bytes.length; i++) {
                boolean low = kind == 2 || kind == 4 && bytes[i] < 0;
                bytes[i] = low ? Byte.MIN_VALUE : Byte.MAX_VALUE;
            }
            reference.input(k).write(bytes, 0);
            twin.input(k).write(bytes, 0);
        }
    }

    private static byte[] bytes(TensorView tensor) {
        byte[] bytes = new byte[tensor.bytes()];
        tensor.read(bytes, 0);
        return bytes;
    }
}
