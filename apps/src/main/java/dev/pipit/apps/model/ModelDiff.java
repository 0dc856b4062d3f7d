package dev.pipit.apps.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.pipit.framework.inference.Interpreter;
import dev.pipit.framework.inference.Settings;
import dev.pipit.framework.inference.TensorView;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/**
 * Compares the tensors of two models that get the same inputs: those of the same name and shape, and the outputs by
 * position. Variables go on from one input to the next.
 */
final class ModelDiff {
    private static final Set<TensorType> COMPARED =
        Set.of(TensorType.INT8, TensorType.UINT8, TensorType.INT16, TensorType.INT32, TensorType.FLOAT32);

    private final Interpreter first;
    private final Interpreter second;
    private final List<Pair> pairs = new ArrayList<>();

    private record Pair(TensorView first, TensorView second, TensorError error) { }

    /** @throws IOException if a model cannot be run, or they do not have inputs and outputs of the same shapes */
    ModelDiff(Model firstModel, Model secondModel) throws IOException {
        first = ModelFile.prepare(firstModel, Settings.standard().keepingAllTensors());
        second = ModelFile.prepare(secondModel, Settings.standard().keepingAllTensors());
        checkSame("inputs", first.inputs(), second.inputs());
        checkSame("outputs", first.outputs(), second.outputs());
        pair(firstModel, secondModel);
    }

    private static void checkSame(String what, List<TensorView> first, List<TensorView> second) throws IOException {
        List<String> shapes = first.stream().map(view -> Arrays.toString(view.info().shape())).toList();
        List<String> others = second.stream().map(view -> Arrays.toString(view.info().shape())).toList();
        if (!shapes.equals(others)) {
            throw new IOException("models must have " + what + " of the same shapes: " + what + "=" + shapes + ", others="
                + others);
        }
    }

    private void pair(Model firstModel, Model secondModel) {
        Map<List<Object>, Integer> byName = new HashMap<>();
        for (Computed at : Computed.inOrder(secondModel)) {
            if (at.subgraph() == 0) {
                byName.putIfAbsent(key(at.tensor()), at.tensor().index());
            }
        }
        for (Computed at : Computed.inOrder(firstModel)) {
            if (at.subgraph() == 0) {
                int output = firstModel.main().outputs().indexOf(at.tensor().index());
                Optional.ofNullable(output >= 0 ? secondModel.main().outputs().get(output)
                    : byName.get(key(at.tensor()))).ifPresent(other -> pair(at, other));
            }
        }
    }

    private static List<Object> key(TensorInfo tensor) {
        return List.of(tensor.name(), Arrays.toString(tensor.shape()));
    }

    private void pair(Computed at, int other) {
        Optional<TensorView> a = first.tensor(0, at.tensor().index());
        Optional<TensorView> b = second.tensor(0, other);
        if (a.isPresent() && b.isPresent() && COMPARED.contains(a.get().info().type())
                && COMPARED.contains(b.get().info().type())) {
            pairs.add(new Pair(a.get(), b.get(), new TensorError(at, b.get().info())));
        }
    }

    /** The inputs of the first model, to be filled before each {@link #run}. */
    List<TensorView> inputs() {
        return first.inputs();
    }

    /** The same inputs of the second. */
    List<TensorView> otherInputs() {
        return second.inputs();
    }

    /** Runs both models once on what their inputs hold, and compares. */
    void run() {
        first.invoke();
        second.invoke();
        pairs.forEach(pair -> pair.error.add(pair.first, pair.second));
    }

    /** Of all tensors that were compared, in the order in which the first model computes them. */
    List<TensorError> errors() {
        return pairs.stream().map(Pair::error).toList();
    }

    /** The first tensor that differs. */
    Optional<TensorError> firstDifferent() {
        return errors().stream().filter(error -> error.different() > 0).findFirst();
    }

    /** The tensor behind the first different one at which the signal-to-noise ratio falls most below all before. */
    Optional<TensorError> largestJump() {
        double least = firstDifferent().map(TensorError::decibels).orElse(0.0);
        double most = 0;
        Optional<TensorError> jump = Optional.empty();
        for (TensorError error : errors()) {
            double fall = least - error.decibels();
            if (fall > most) {
                most = fall;
                jump = Optional.of(error);
            }
            least = Math.min(least, error.decibels());
        }
        return jump;
    }
}
