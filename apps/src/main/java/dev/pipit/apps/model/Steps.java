package dev.pipit.apps.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.npy.Npy;

/** Runs a model over arrays, once or step by step, and gathers its outputs. */
final class Steps {
    private final Interpreter interpreter;
    private final List<byte[]> inputs = new ArrayList<>();
    private final List<byte[]> outputs = new ArrayList<>();
    private final Optional<Integer> steps;
    private volatile int done;

    /** An input, and what it is called in messages. */
    record Input(String name, Npy array) { }

    /**
     * @param inputs   one per input of the model; where {@code stepped}, with a leading axis of steps
     * @param quantize whether real numbers become whole ones
     * @throws IOException if an input does not fit the model; in one line
     */
    Steps(Interpreter interpreter, List<Input> inputs, boolean stepped, boolean quantize) throws IOException {
        this.interpreter = interpreter;
        if (inputs.size() != interpreter.inputs().size()) {
            throw new IOException("inputs must be as many as the model has: inputs=" + inputs.size() + ", expected="
                + interpreter.inputs().size());
        }
        steps = stepped ? Optional.of(steps(inputs)) : Optional.empty();
        for (int k = 0; k < inputs.size(); k++) {
            this.inputs.add(bytes(inputs.get(k), k, quantize));
        }
        for (TensorView output : interpreter.outputs()) {
            TensorArray.typeOf(output.info());
            outputs.add(new byte[Math.multiplyExact(count(), output.bytes())]);
        }
    }

    private static int steps(List<Input> inputs) throws IOException {
        List<Integer> counts = new ArrayList<>();
        for (Input input : inputs) {
            if (input.array.shape().isEmpty()) {
                throw new IOException(input.name + ": must have steps as its first axis: it is a single number");
            }
            counts.add(input.array.shape().get(0));
        }
        if (counts.stream().distinct().count() > 1) {
            throw new IOException("inputs must have as many steps each: steps=" + counts);
        }
        return counts.isEmpty() ? 1 : counts.get(0);
    }

    private byte[] bytes(Input input, int position, boolean quantize) throws IOException {
        TensorView tensor = interpreter.input(position);
        List<Integer> expected = TensorArray.shape(tensor.info(), steps);
        String start = input.name + ": input " + position + " ";
        if (!input.array.shape().equals(expected)) {
            throw new IOException(start + "must be " + tensor.info().type() + " " + expected + ": it is "
                + input.array.type() + " " + input.array.shape() + hint(input.array, tensor));
        }
        try {
            return TensorArray.bytes(input.array, tensor, quantize);
        } catch (IOException e) {
            throw new IOException(start + e.getMessage(), e);
        }
    }

    private String hint(Npy array, TensorView tensor) {
        List<Integer> one = TensorArray.shape(tensor.info(), Optional.empty());
        boolean looksStepped = array.shape().size() == one.size() + 1
            && array.shape().subList(1, array.shape().size()).equals(one);
        if (steps.isEmpty() && looksStepped) {
            return "; --steps runs the model once for each of the first axis";
        }
        return steps.isPresent() && array.shape().equals(one) ? "; without --steps it is run once" : "";
    }

    /** How many invocations there are. */
    int count() {
        return steps.orElse(1);
    }

    /** How many of them are over. */
    int done() {
        return done;
    }

    /** Runs all of them in order, without a reset. */
    void run() {
        for (int step = 0; step < count(); step++) {
            for (int k = 0; k < inputs.size(); k++) {
                interpreter.input(k).write(inputs.get(k), step * interpreter.input(k).bytes());
            }
            interpreter.invoke();
            for (int k = 0; k < outputs.size(); k++) {
                interpreter.output(k).read(outputs.get(k), step * interpreter.output(k).bytes());
            }
            done = step + 1;
        }
    }

    /** What came out, of all steps. */
    List<Npy> outputs() throws IOException {
        List<Npy> arrays = new ArrayList<>();
        for (int k = 0; k < outputs.size(); k++) {
            TensorView output = interpreter.output(k);
            arrays.add(new Npy(TensorArray.typeOf(output.info()), TensorArray.shape(output.info(), steps),
                outputs.get(k)));
        }
        return arrays;
    }
}
