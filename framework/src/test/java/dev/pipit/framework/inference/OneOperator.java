package dev.pipit.framework.inference;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;

/** A model of a single operator. */
public final class OneOperator {
    private final ModelMaker maker = new ModelMaker();
    private final OperatorCode code;
    private final String customName;
    private final Options options;
    private final List<Integer> operands = new ArrayList<>();
    private final List<Integer> inputs = new ArrayList<>();
    private final List<Integer> outputs = new ArrayList<>();
    private Settings settings = Settings.standard().kernels(KernelSet.REFERENCE);

    private OneOperator(OperatorCode code, String customName, Options options) {
        this.code = code;
        this.customName = customName;
        this.options = options;
    }

    /** An operator with settings and no tensors yet. */
    public static OneOperator of(OperatorCode code, Options options) {
        return new OneOperator(code, "", options);
    }

    /** A custom operator with settings and no tensors yet. */
    public static OneOperator custom(String name, Options options) {
        return new OneOperator(OperatorCode.CUSTOM, name, options);
    }

    /** Adds an input that is filled from outside. */
    public OneOperator input(Spec spec) {
        inputs.add(maker.tensor(spec));
        operands.add(inputs.get(inputs.size() - 1));
        return this;
    }

    /** Adds an input that is constant. */
    public OneOperator constant(Spec spec, double... numbers) {
        operands.add(maker.constant(spec, numbers));
        return this;
    }

    /** Adds an optional input that is absent. */
    public OneOperator absent() {
        operands.add(Operator.ABSENT);
        return this;
    }

    /** Adds an input that keeps its numbers. */
    public OneOperator variable(Spec spec) {
        operands.add(maker.variable(spec));
        return this;
    }

    /** Adds an output. */
    public OneOperator output(Spec spec) {
        outputs.add(maker.tensor(spec));
        return this;
    }

    /** Adds an output that keeps its numbers. */
    public OneOperator variableOutput(Spec spec) {
        outputs.add(maker.variable(spec));
        return this;
    }

    /** Rounds once instead of twice. */
    public OneOperator roundingOnce() {
        settings = settings.rounding(Rounding.SINGLE);
        return this;
    }

    /** Gives each tensor memory of its own. */
    public OneOperator keepingAllTensors() {
        settings = settings.keepingAllTensors();
        return this;
    }

    /** How it is prepared: by the reference kernels, unless said otherwise. */
    Settings settings() {
        return settings;
    }

    /** Runs other kernels. */
    public OneOperator kernels(KernelSet kernels) {
        settings = settings.kernels(kernels);
        return this;
    }

    /** All of it. To be called once. */
    public Model model() {
        return maker.operator(code, customName, options, operands, outputs).subgraph(inputs, outputs).model();
    }

    /** Ready to run. To be called once. */
    public Interpreter prepare() throws ModelFormatException {
        return Interpreter.prepare(model(), settings);
    }

    /** The message with which it is refused. */
    public String refusal() {
        return assertThrows(ModelFormatException.class, this::prepare).getMessage();
    }

    /** Runs it once on whole numbers and gives the first output. */
    public int[] run(int[]... numbers) throws ModelFormatException {
        return run(prepare(), numbers);
    }

    /** Runs an interpreter on whole numbers and gives the first output. */
    public static int[] run(Interpreter interpreter, int[]... numbers) {
        for (int k = 0; k < numbers.length; k++) {
            for (int i = 0; i < numbers[k].length; i++) {
                interpreter.input(k).set(i, numbers[k][i]);
            }
        }
        interpreter.invoke();
        return whole(interpreter.output(0));
    }

    /** The numbers of a tensor as they are stored. */
    public static int[] whole(TensorView tensor) {
        int[] numbers = new int[tensor.elements()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = tensor.get(i);
        }
        return numbers;
    }

    /** Runs it once on real numbers and gives the first output. */
    public float[] runReal(float[]... numbers) throws ModelFormatException {
        Interpreter interpreter = prepare();
        for (int k = 0; k < numbers.length; k++) {
            interpreter.input(k).writeReals(numbers[k], 0);
        }
        interpreter.invoke();
        float[] output = new float[interpreter.output(0).elements()];
        interpreter.output(0).readReals(output, 0);
        return output;
    }
}
