package dev.pipit.apps.train;

import java.util.Arrays;
import java.util.Random;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.MemoryUse;
import dev.pipit.framework.inference.OperatorCost;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.ModelWriter;
import dev.pipit.framework.tflite.TensorType;

/**
 * What a model costs where it runs, for an invocation, or shared out among the hops that one is for.
 *
 * @param parameters weights and biases
 * @param bytes      of the file
 * @param macs       products added up
 * @param arena      bytes for tensors and for what is kept between invocations
 * @param micros     on this machine: the median
 */
public record Cost(long parameters, long bytes, long macs, long arena, double micros) {
    private static final int INVOCATIONS = 1001;

    /** @param hops that an invocation is for: macs and micros are those of one */
    public static Cost of(Model model, int hops) throws ModelFormatException {
        Interpreter interpreter = Interpreter.prepare(model);
        MemoryUse memory = interpreter.memory();
        long parameters = model.main().tensors().stream()
            .filter(tensor -> tensor.constant().isPresent() && tensor.quantization().isPresent())
            .mapToLong(tensor -> tensor.type() == TensorType.INT8 || tensor.type() == TensorType.INT32
                ? tensor.elements() : 0).sum();
        return new Cost(parameters, ModelWriter.bytes(model).length,
            OperatorCost.total(OperatorCost.of(model)) / hops, memory.arenaBytes() + memory.variableBytes(),
            micros(interpreter) / hops);
    }

    private static double micros(Interpreter interpreter) {
        interpreter.upgrade();
        byte[] rows = new byte[interpreter.input(0).bytes()];
        Random random = new Random(1);
        long[] nanos = new long[INVOCATIONS];
        for (int i = 0; i < nanos.length; i++) {
            random.nextBytes(rows);
            interpreter.input(0).write(rows, 0);
            long before = System.nanoTime();
            interpreter.invoke();
            nanos[i] = System.nanoTime() - before;
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e3;
    }
}
