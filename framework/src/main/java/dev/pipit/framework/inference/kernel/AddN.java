package dev.pipit.framework.inference.kernel;

import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorType;

/** Sum of any number of tensors of one shape, number by number; INT8 ones as {@link SumScaling} says. */
final class AddN {
    private final Operand[] inputs;
    private final Operand output;

    private AddN(List<Operand> inputs, Operand output) {
        this.inputs = inputs.toArray(Operand[]::new);
        this.output = output;
    }

    static Kernel prepare(Node node) throws ModelFormatException {
        node.arity(2, Integer.MAX_VALUE, 1);
        Operand output = node.output(0);
        List<Operand> inputs = new ArrayList<>();
        for (int k = 0; k < node.inputs(); k++) {
            node.require(node.input(k).sameShape(output), "input %s must have the shape of the output", k);
            inputs.add(node.input(k));
        }
        var kernel = new AddN(inputs, output);
        if (output.type() == TensorType.FLOAT32) {
            return kernel::float32;
        }
        if (output.type() == TensorType.INT32) {
            return kernel::int32;
        }
        Quantization first = node.quantization(inputs.get(0));
        for (Operand input : inputs) {
            Quantization q = node.quantization(input);
            node.require(q.scale() == first.scale() && q.zeroPoint() == first.zeroPoint(),
                "inputs must have one scale and one zero point: scales=%s, %s, zero points=%s, %s", first.scale(),
                q.scale(), first.zeroPoint(), q.zeroPoint());
        }
        SumScaling scaling = SumScaling.of(node, inputs.get(0), output);
        return () -> kernel.int8(scaling);
    }

    private void int8(SumScaling scaling) {
        for (int i = 0, count = output.elements(); i < count; i++) {
            int sum = scaling.start();
            for (Operand input : inputs) {
                sum += scaling.scaled(input.get(i));
            }
            output.put(i, scaling.result(sum));
        }
    }

    private void int32() {
        for (int i = 0, count = output.elements(); i < count; i++) {
            int sum = 0;
            for (Operand input : inputs) {
                sum += input.get(i);
            }
            output.put(i, sum);
        }
    }

    private void float32() {
        for (int i = 0, count = output.elements(); i < count; i++) {
            float sum = 0;
            for (Operand input : inputs) {
                sum += input.storage().float32(i);
            }
            output.storage().putFloat32(i, sum);
        }
    }
}
