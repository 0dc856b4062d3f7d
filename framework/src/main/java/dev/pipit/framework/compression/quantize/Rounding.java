package dev.pipit.framework.compression.quantize;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.compression.Reals;
import dev.pipit.framework.compression.quantize.QuantizeSettings.Numbers;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/** Gives every tensor of a network its whole numbers, and every operator the constants that fit them. */
final class Rounding {
    private static final int GATES = 4;
    private static final int FIRST_BIAS = 12;
    private static final int HIDDEN_STATE = 18;
    private static final int CELL_STATE = 19;
    private static final int GREATEST_CELL_POWER = 2;

    private final Model model;
    private final Scales scales;
    private final Observed observed;
    private final QuantizeSettings settings;
    private final TensorType type;
    private final int weightBits;
    private final Draft draft;
    private final List<Operator> operators = new ArrayList<>();

    Rounding(Model model, Scales scales, Observed observed, QuantizeSettings settings) {
        this.model = model;
        this.scales = scales;
        this.observed = observed;
        this.settings = settings;
        type = settings.numbers() == Numbers.INT16X8 ? TensorType.INT16 : TensorType.INT8;
        weightBits = settings.numbers() == Numbers.INT4 ? 4 : Byte.SIZE;
        draft = Draft.of(model);
    }

    Draft draft() {
        for (TensorInfo tensor : model.main().tensors()) {
            if (tensor.type() == TensorType.FLOAT32 && tensor.constant().isEmpty()) {
                draft.set(tensor.index(), type, tensor.shape(), Optional.of(scales.of(tensor.index())), Optional.empty());
            }
        }
        model.main().operators().forEach(this::round);
        draft.operators().clear();
        draft.operators().addAll(operators);
        return draft;
    }

    private void round(Operator operator) {
        Rule rule = Rule.of(operator).orElseThrow();
        List<Integer> inputs = new ArrayList<>(operator.inputs());
        List<Integer> intermediates = new ArrayList<>();
        if (rule == Rule.WEIGHTED) {
            weighted(Weighted.of(operator).orElseThrow(), inputs);
        } else if (rule == Rule.RECURRENT) {
            recurrent(operator, inputs, intermediates);
        } else {
            for (int k = 0; k < inputs.size(); k++) {
                inputs.set(k, data(operator, rule, inputs.get(k)));
            }
        }
        operators.add(new Operator(0, operator.code(), "", Versions.of(operator, settings.numbers()), inputs,
            operator.outputs(), intermediates, operator.options()));
    }

    /** An input that is no weight: a constant is rounded, a tensor of another scale is translated. */
    private int data(Operator operator, Rule rule, int tensor) {
        if (tensor == Operator.ABSENT || model.main().tensors().get(tensor).type() != TensorType.FLOAT32) {
            return tensor;
        }
        TensorInfo info = model.main().tensors().get(tensor);
        Quantization shared = scales.of(operator.outputs().get(0));
        if (info.constant().isPresent()) {
            boolean slopes = operator.code() == OperatorCode.PRELU;
            return constant(info, rule == Rule.SAME ? shared : own(info, slopes ? Numbers.INT8 : settings.numbers()),
                slopes ? TensorType.INT8 : type);
        }
        if (!scales.translates(operator, tensor)) {
            return tensor;
        }
        int translated = draft.add(info.name() + "_requantized", type, Optional.of(shared), info.shape());
        operators.add(new Operator(0, OperatorCode.QUANTIZE, "", 2, List.of(tensor), List.of(translated),
            new Options.None()));
        return translated;
    }

    private static Quantization own(TensorInfo info, Numbers numbers) {
        Span span = new Span(0, 0);
        for (float value : Reals.of(info)) {
            span = span.and(new Span(value, value));
        }
        return span.quantization(numbers);
    }

    private int constant(TensorInfo info, Quantization quantization, TensorType stored) {
        int most = stored == TensorType.INT16 ? Short.MAX_VALUE : Byte.MAX_VALUE;
        float[] values = Reals.of(info);
        ByteBuffer bytes = ByteBuffer.allocate(values.length * stored.bits() / Byte.SIZE).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            double q = Math.rint(value / quantization.scale()) + quantization.zeroPoint();
            int whole = (int) Math.max(-most - 1, Math.min(most, q));
            if (stored == TensorType.INT16) {
                bytes.putShort((short) whole);
            } else {
                bytes.put((byte) whole);
            }
        }
        return constant(info.name(), stored, quantization, bytes.flip(), info.shape());
    }

    private int constant(String name, TensorType stored, Quantization quantization, ByteBuffer bytes, int... shape) {
        int tensor = draft.add(name, stored, Optional.of(quantization), shape);
        draft.set(tensor, stored, shape, Optional.of(quantization), Optional.of(bytes));
        return tensor;
    }

    private void weighted(Weighted layer, List<Integer> inputs) {
        TensorInfo weights = layer.weights(model);
        boolean perChannel = layer.operator().code() != OperatorCode.FULLY_CONNECTED || settings.denseChannels();
        var layout = RoundedWeights.Layout.of(weights.shape(), layer.axis(), perChannel);
        float inputScale = scales.of(layer.inputTensor()).scale();
        float[] biases = layer.biasTensor().map(tensor -> Reals.of(model.main().tensors().get(tensor)))
            .orElse(new float[layout.channels()]);
        var rounded = RoundedWeights.of(Reals.of(weights), layout, biases, inputScale, weightBits);
        inputs.set(layer.weights(), constant(weights.name(), weightBits == 4 ? TensorType.INT4 : TensorType.INT8,
            rounded.quantization(), rounded.bytes(weightBits), weights.shape()));
        while (inputs.size() <= layer.bias()) {
            inputs.add(Operator.ABSENT);
        }
        String name = layer.biasTensor().map(tensor -> model.main().tensors().get(tensor).name())
            .orElse(weights.name() + "_bias");
        inputs.set(layer.bias(), bias(name, rounded, biases, inputScale));
    }

    private int bias(String name, RoundedWeights weights, float[] biases, float inputScale) {
        boolean wide = type == TensorType.INT16;
        return constant(name, wide ? TensorType.INT64 : TensorType.INT32, weights.biasQuantization(inputScale),
            weights.biasBytes(biases, inputScale, wide), biases.length);
    }

    /** Gates have weights of 8 bits with one scale; the cell state has 16 bits and a power of two for a scale. */
    private void recurrent(Operator operator, List<Integer> inputs, List<Integer> intermediates) {
        Quantization hidden = scales.of(operator.outputs().get(0));
        float inputScale = scales.of(operator.inputs().get(0)).scale();
        for (int gate = 0; gate < GATES; gate++) {
            TensorInfo bias = model.main().tensors().get(operator.inputs().get(FIRST_BIAS + gate));
            float[] biases = Reals.of(bias);
            RoundedWeights rounded = gate(operator, 1 + gate, biases, inputScale, inputs);
            gate(operator, 1 + GATES + gate, new float[biases.length], hidden.scale(), inputs);
            inputs.set(FIRST_BIAS + gate, bias(bias.name(), rounded, biases, inputScale));
            intermediates.add(draft.add("gate " + gate, TensorType.FLOAT32, Optional.empty(), 0));
        }
        intermediates.add(draft.add("hidden", type, Optional.of(hidden), 0));
        TensorInfo cell = model.main().tensors().get(operator.inputs().get(CELL_STATE));
        draft.set(operator.inputs().get(HIDDEN_STATE), type, draft.tensor(operator.inputs().get(HIDDEN_STATE)).shape(),
            Optional.of(hidden), Optional.empty());
        draft.set(cell.index(), TensorType.INT16, cell.shape(), Optional.of(cell(operator, cell.index())), Optional.empty());
    }

    private RoundedWeights gate(Operator operator, int position, float[] biases, float inputScale, List<Integer> inputs) {
        TensorInfo weights = model.main().tensors().get(operator.inputs().get(position));
        var layout = RoundedWeights.Layout.of(weights.shape(), 0, false);
        var rounded = RoundedWeights.of(Reals.of(weights), layout, biases, inputScale, Byte.SIZE);
        inputs.set(position, constant(weights.name(), TensorType.INT8, rounded.quantization(), rounded.bytes(Byte.SIZE),
            weights.shape()));
        return rounded;
    }

    /**
     * Each step adds at most 1 to the cell, and what is beyond its clip is cut off. Only the last step of each example was
     * seen: four times that is taken for enough.
     */
    private Quantization cell(Operator operator, int cell) {
        var options = (Options.SequenceLstm) operator.options();
        int[] shape = model.main().tensors().get(operator.inputs().get(0)).shape();
        Histogram seen = observed.of(cell);
        double most = Math.min(shape[options.timeMajor() ? 0 : 1], 4 * Math.max(seen.greatest(), -seen.least()));
        most = Math.max(1, options.cellClip() > 0 ? Math.min(most, options.cellClip()) : most);
        int power = (int) Math.ceil(Math.log(most) / Math.log(2)) - 15;
        return Span.quantization(Math.scalb(1f, Math.min(GREATEST_CELL_POWER, power)), 0);
    }
}
