package dev.pipit.framework.inference.kernel;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.TensorType;

/** RANGE: start, start + delta, … up to a limit, which is not reached. All three must be constant. */
final class CountUp {
    private CountUp() {
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(3, 3, 1);
        for (int k = 0; k < 3; k++) {
            node.require(node.input(k).info().constant().isPresent() && node.input(k).elements() == 1,
                "input %s must be a constant of one number", k);
        }
        Operand out = node.output(0);
        Storage numbers = out.type() == TensorType.FLOAT32 ? float32(node, out) : whole(node, out);
        node.surroundings().scratch(numbers.length());
        return () -> numbers.copy(0, out.storage(), 0, numbers.length());
    }

    private static void size(Node node, double start, double limit, double delta) throws ModelFormatException {
        node.require(delta != 0, "delta must not be 0");
        double count = Math.max(0, Math.ceil((limit - start) / delta));
        node.require(count == node.output(0).elements(),
            "output must hold all numbers from %s to %s in steps of %s: numbers=%s, output=%s", start, limit, delta,
            count, node.output(0).elements());
    }

    private static Storage float32(Node node, Operand out) throws ModelFormatException {
        float number = node.input(0).storage().float32(0);
        float delta = node.input(2).storage().float32(0);
        size(node, number, node.input(1).storage().float32(0), delta);
        Storage numbers = Storage.of(out.storage().length());
        for (int i = 0; i < out.elements(); i++) {
            numbers.putFloat32(i, number);
            number += delta;                                 // in float, as the source does it
        }
        return numbers;
    }

    private static Storage whole(Node node, Operand out) throws ModelFormatException {
        int start = node.constantInts(node.input(0))[0];
        int delta = node.constantInts(node.input(2))[0];
        size(node, start, node.constantInts(node.input(1))[0], delta);
        Storage numbers = Storage.of(out.storage().length());
        for (int i = 0; i < out.elements(); i++) {
            if (out.type() == TensorType.INT64) {
                numbers.putInt64(i, start + (long) i * delta);
            } else {
                numbers.putInt32(i, start + i * delta);
            }
        }
        return numbers;
    }
}
