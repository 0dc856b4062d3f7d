package dev.pipit.framework.compression.quantize;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.pipit.framework.compression.quantize.QuantizeSettings.Numbers;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/** The quantization of every tensor that is computed. Tensors that are only moved into each other share one. */
final class Scales {
    private static final int HIDDEN_STATE = 18;
    private static final float BYTE_STEPS = 256;
    private static final float SHORT_STEPS = 32768;

    private final Model model;
    private final Numbers numbers;
    private final int[] parents;
    private final Map<Integer, Quantization> fixed = new HashMap<>();
    private final Map<Integer, Span> spans = new HashMap<>();
    private final Set<List<Integer>> translated = new HashSet<>();

    Scales(Model model, Observed observed, QuantizeSettings settings) {
        this.model = model;
        this.numbers = settings.numbers();
        parents = new int[model.main().tensors().size()];
        for (int i = 0; i < parents.length; i++) {
            parents[i] = i;
        }
        model.main().operators().forEach(this::group);
        for (TensorInfo tensor : model.main().tensors()) {
            if (isReal(tensor.index()) && observed.of(tensor.index()) != null) {
                Span span = settings.calibration().span(observed.of(tensor.index()), numbers);
                spans.merge(root(tensor.index()), span, Span::and);
            }
        }
    }

    private void group(Operator operator) {
        switch (Rule.of(operator).orElseThrow()) {
            case SAME -> same(operator);
            case FIXED -> fixed.put(operator.outputs().get(0), function(operator));
            case RECURRENT -> join(operator.inputs().get(HIDDEN_STATE), operator.outputs().get(0));
            default -> { }
        }
    }

    private void same(Operator operator) {
        List<Integer> inputs = operator.inputs().stream().filter(this::isReal).distinct().toList();
        List<Integer> outputs = operator.outputs().stream().filter(this::isReal).toList();
        Set<Quantization> known = new HashSet<>();
        inputs.forEach(input -> known.add(fixed.get(root(input))));
        boolean like = known.size() == 1;
        for (int input : inputs) {
            if (!like && fixed.containsKey(root(input))) {
                translated.add(List.of(operator.index(), input));
                outputs.forEach(output -> spans.merge(root(output), span(fixed.get(root(input))), Span::and));
            } else {
                outputs.forEach(output -> join(input, output));
            }
        }
    }

    /** All that a quantization can hold. */
    private Span span(Quantization quantization) {
        int most = numbers == Numbers.INT16X8 ? Short.MAX_VALUE : Byte.MAX_VALUE;
        return new Span(quantization.scale() * (-most - 1 - quantization.zeroPoint()),
            quantization.scale() * (most - quantization.zeroPoint()));
    }

    private Quantization function(Operator operator) {
        if (numbers == Numbers.INT16X8) {
            return Span.quantization(1 / SHORT_STEPS, 0);
        }
        return switch (operator.code()) {
            case SOFTMAX, LOGISTIC -> Span.quantization(1 / BYTE_STEPS, Byte.MIN_VALUE);
            case LOG_SOFTMAX -> Span.quantization(16 / BYTE_STEPS, Byte.MAX_VALUE);
            default -> Span.quantization(2 / BYTE_STEPS, 0);
        };
    }

    private boolean isReal(int tensor) {
        return tensor != Operator.ABSENT && model.main().tensors().get(tensor).type() == TensorType.FLOAT32
            && model.main().tensors().get(tensor).constant().isEmpty();
    }

    private int root(int tensor) {
        int at = tensor;
        while (parents[at] != at) {
            at = parents[at];
        }
        return at;
    }

    private void join(int one, int other) {
        int from = root(one);
        int to = root(other);
        if (from != to) {
            parents[from] = to;
            if (fixed.containsKey(from)) {
                fixed.put(to, fixed.get(from));
            }
            if (spans.containsKey(from)) {
                spans.merge(to, spans.get(from), Span::and);
            }
        }
    }

    /** How a tensor is stored. */
    Quantization of(int tensor) {
        Quantization known = fixed.get(root(tensor));
        return known != null ? known : spans.getOrDefault(root(tensor), new Span(0, 0)).quantization(numbers);
    }

    /** Whether an operator needs an input in another scale than the tensor has. */
    boolean translates(Operator operator, int input) {
        return translated.contains(List.of(operator.index(), input));
    }
}
