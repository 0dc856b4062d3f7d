package dev.pipit.apps.onnx;

import static dev.pipit.framework.tflite.OperatorCode.ADD;
import static dev.pipit.framework.tflite.OperatorCode.AVERAGE_POOL_2D;
import static dev.pipit.framework.tflite.OperatorCode.CONCATENATION;
import static dev.pipit.framework.tflite.OperatorCode.CONV_2D;
import static dev.pipit.framework.tflite.OperatorCode.DEPTHWISE_CONV_2D;
import static dev.pipit.framework.tflite.OperatorCode.DEPTH_TO_SPACE;
import static dev.pipit.framework.tflite.OperatorCode.DEQUANTIZE;
import static dev.pipit.framework.tflite.OperatorCode.FULLY_CONNECTED;
import static dev.pipit.framework.tflite.OperatorCode.HARD_SWISH;
import static dev.pipit.framework.tflite.OperatorCode.LEAKY_RELU;
import static dev.pipit.framework.tflite.OperatorCode.LOGISTIC;
import static dev.pipit.framework.tflite.OperatorCode.MAX_POOL_2D;
import static dev.pipit.framework.tflite.OperatorCode.MEAN;
import static dev.pipit.framework.tflite.OperatorCode.MIRROR_PAD;
import static dev.pipit.framework.tflite.OperatorCode.MUL;
import static dev.pipit.framework.tflite.OperatorCode.PAD;
import static dev.pipit.framework.tflite.OperatorCode.QUANTIZE;
import static dev.pipit.framework.tflite.OperatorCode.RELU;
import static dev.pipit.framework.tflite.OperatorCode.RELU6;
import static dev.pipit.framework.tflite.OperatorCode.RESHAPE;
import static dev.pipit.framework.tflite.OperatorCode.SLICE;
import static dev.pipit.framework.tflite.OperatorCode.SOFTMAX;
import static dev.pipit.framework.tflite.OperatorCode.SPACE_TO_DEPTH;
import static dev.pipit.framework.tflite.OperatorCode.STRIDED_SLICE;
import static dev.pipit.framework.tflite.OperatorCode.SUB;
import static dev.pipit.framework.tflite.OperatorCode.TANH;
import static dev.pipit.framework.tflite.OperatorCode.TRANSPOSE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.compression.Reals;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/**
 * Makes operators of whole numbers of those between DEQUANTIZE and QUANTIZE. What only moves numbers moves whole ones; what
 * cannot be done in whole numbers stays as it is, between the two.
 */
final class Integers {
    private static final Set<OperatorCode> MOVES = Set.of(RESHAPE, TRANSPOSE, MAX_POOL_2D, SLICE, STRIDED_SLICE, PAD,
        MIRROR_PAD, CONCATENATION, SPACE_TO_DEPTH, DEPTH_TO_SPACE);
    private static final Set<OperatorCode> WEIGHTED = Set.of(CONV_2D, DEPTHWISE_CONV_2D, FULLY_CONNECTED);
    private static final Set<OperatorCode> COMPUTES = Set.of(ADD, SUB, MUL, MEAN, RELU, RELU6, LEAKY_RELU, HARD_SWISH);
    /** What must come out of some operators, as {@code .tflite} has it. */
    private static final Map<OperatorCode, Quantization> FIXED = Map.of(LOGISTIC, fixed(256, -128), SOFTMAX, fixed(256, -128),
        TANH, fixed(128, 0));

    private final Draft draft;
    private final Composer composer;

    private Integers(Composer composer) {
        this.draft = composer.draft();
        this.composer = composer;
    }

    private static Quantization fixed(int parts, int zero) {
        return new Quantization(new float[] {1f / parts}, new int[] {zero}, 0);
    }

    static void integrate(Composer composer) {
        Draft draft = composer.draft();
        var integers = new Integers(composer);
        for (Operator operator : List.copyOf(draft.operators())) {
            if (MOVES.contains(operator.code())) {
                integers.move(operator);
            }
        }
        for (Operator operator : List.copyOf(draft.operators())) {
            if (WEIGHTED.contains(operator.code())) {
                integers.weigh(operator);
            } else {
                integers.compute(operator);
            }
        }
        integers.meet();
        Unread.remove(draft);
        integers.borders();
    }

    /** The whole numbers that a tensor of real ones was made of. */
    private Optional<TensorInfo> whole(int tensor) {
        return draft.writer(tensor).filter(by -> by.code() == DEQUANTIZE).map(by -> draft.tensor(by.inputs().get(0)))
            .filter(from -> from.type() == TensorType.INT8);
    }

    private int number(int tensor) {
        return draft.writer(tensor).orElseThrow().inputs().get(0);
    }

    /** What rounds a tensor that nobody else reads. */
    private Optional<Operator> rounded(int tensor) {
        List<Operator> readers = draft.readers(tensor);
        return readers.size() == 1 && readers.get(0).code() == QUANTIZE && !draft.outputs().contains(tensor)
            && draft.tensor(readers.get(0).outputs().get(0)).type() == TensorType.INT8 ? Optional.of(readers.get(0))
            : Optional.empty();
    }

    private static int version(OperatorCode code) {
        return switch (code) {
            case RESHAPE -> 1;
            case CONV_2D, DEPTHWISE_CONV_2D -> 3;
            case FULLY_CONNECTED -> 5;
            default -> 2;
        };
    }

    private static Operator with(Operator operator, List<Integer> inputs, int output) {
        return new Operator(operator.index(), operator.code(), "", version(operator.code()), inputs, List.of(output),
            operator.options());
    }

    /** Moves whole numbers, and makes real ones of them afterwards. */
    private void move(Operator operator) {
        int moved = operator.code() == CONCATENATION ? operator.inputs().size() : 1;
        Optional<TensorInfo> from = whole(operator.inputs().get(0));
        List<Integer> inputs = new ArrayList<>(operator.inputs());
        for (int k = 0; k < moved; k++) {
            Optional<TensorInfo> other = whole(inputs.get(k));
            if (other.isEmpty() || !other.get().quantization().equals(from.orElseThrow().quantization())) {
                return;
            }
            inputs.set(k, number(inputs.get(k)));
        }
        int out = operator.outputs().get(0);
        int to = draft.add(draft.tensor(out).name(), TensorType.INT8, from.orElseThrow().quantization(),
            draft.tensor(out).shape());
        int at = draft.operators().indexOf(operator);
        Operator scale = draft.writer(operator.inputs().get(0)).orElseThrow();
        draft.replace(operator, with(operator, inputs, to));
        draft.operators().add(at + 1, new Operator(operator.index(), DEQUANTIZE, "", scale.version(), List.of(to), List.of(out),
            scale.options()));
    }

    private void compute(Operator operator) {
        OperatorCode code = operator.code();
        boolean alike = code == AVERAGE_POOL_2D;
        if (!alike && !COMPUTES.contains(code) && !FIXED.containsKey(code)) {
            return;
        }
        int reals = code == ADD || code == SUB || code == MUL ? 2 : 1;
        Optional<Operator> round = rounded(operator.outputs().get(0));
        List<Integer> inputs = new ArrayList<>(operator.inputs());
        boolean fits = round.isPresent();
        for (int k = 0; fits && k < reals; k++) {
            fits = whole(inputs.get(k)).isPresent();
            inputs.set(k, fits ? number(inputs.get(k)) : inputs.get(k));
        }
        if (fits) {
            int out = round.get().outputs().get(0);
            Quantization made = draft.tensor(out).quantization().orElseThrow();
            if ((!alike || made.equals(draft.tensor(inputs.get(0)).quantization().orElseThrow()))
                    && (!FIXED.containsKey(code) || FIXED.get(code).equals(made))) {
                draft.replace(operator, with(operator, inputs, out));
                draft.operators().remove(round.get());
            }
        }
    }

    /** With weights of 8 bits and a bias of 32, whose scale is that of the input times that of the weights. */
    private void weigh(Operator operator) {
        Optional<TensorInfo> in = whole(operator.inputs().get(0));
        Optional<Operator> round = rounded(operator.outputs().get(0));
        int weights = operator.inputs().get(1);
        Optional<float[]> scales = composer.multiples(weights);
        boolean known = !operator.hasInput(2) || draft.tensor(operator.inputs().get(2)).constant().isPresent();
        if (in.isEmpty() || round.isEmpty() || scales.isEmpty() || !known) {
            return;
        }
        int bias = operator.hasInput(2) ? bias(draft.tensor(operator.inputs().get(2)),
            in.get().quantization().orElseThrow().scale(), scales.get()) : Operator.ABSENT;
        int axis = operator.code() == DEPTHWISE_CONV_2D ? 3 : 0;
        int out = round.get().outputs().get(0);
        draft.replace(operator, with(operator, List.of(number(operator.inputs().get(0)),
            weights(draft.tensor(weights), scales.get(), axis), bias), out));
        draft.operators().remove(round.get());
    }

    private int weights(TensorInfo weights, float[] scales, int axis) {
        float[] reals = Reals.of(weights);
        int[] shape = weights.shape();
        int inner = Value.product(Arrays.copyOfRange(shape, axis + 1, shape.length));
        ByteBuffer bytes = ByteBuffer.allocate(reals.length);
        for (int i = 0; i < reals.length; i++) {
            bytes.put((byte) Math.round(reals[i] / scales[scales.length == 1 ? 0 : i / inner % scales.length]));
        }
        composer.named(weights.name());
        return composer.stored(TensorType.INT8, bytes.flip(), Optional.of(new Quantization(scales, new int[scales.length],
            scales.length == 1 ? 0 : axis)), shape);
    }

    private int bias(TensorInfo bias, float input, float... scales) {
        float[] reals = Reals.of(bias);
        float[] products = new float[scales.length];
        for (int c = 0; c < scales.length; c++) {
            products[c] = input * scales[c];
        }
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * reals.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int c = 0; c < reals.length; c++) {
            bytes.putInt((int) Math.rint(reals[c] / ((double) input * scales[scales.length == 1 ? 0 : c])));
        }
        composer.named(bias.name());
        return composer.stored(TensorType.INT32, bytes.flip(), Optional.of(new Quantization(products,
            new int[products.length], 0)), bias.shape());
    }

    /** What is scaled back only to be rounded again goes on as it is, or is rounded from whole numbers. */
    private void meet() {
        for (Operator operator : List.copyOf(draft.operators())) {
            if (operator.code() == QUANTIZE && whole(operator.inputs().get(0)).isPresent()) {
                TensorInfo from = whole(operator.inputs().get(0)).get();
                int number = number(operator.inputs().get(0));
                int out = operator.outputs().get(0);
                if (draft.tensor(out).type() == from.type() && draft.tensor(out).quantization().equals(from.quantization())) {
                    draft.operators().remove(operator);
                    draft.redirect(out, number);
                } else {
                    draft.replace(operator, with(operator, List.of(number), out));
                }
            }
        }
    }

    /** An input that is rounded first of all goes in as whole numbers, and an output comes out so. */
    private void borders() {
        for (int input : draft.inputs()) {
            List<Operator> readers = draft.readers(input);
            if (readers.size() == 1 && readers.get(0).code() == QUANTIZE && !draft.outputs().contains(input)) {
                int out = readers.get(0).outputs().get(0);
                TensorInfo rounded = draft.tensor(out);
                draft.set(input, rounded.type(), draft.tensor(input).shape(), rounded.quantization(), Optional.empty());
                draft.operators().remove(readers.get(0));
                draft.redirect(out, input);
            }
        }
        draft.outputs().replaceAll(output -> whole(output).isPresent() && !draft.inputs().contains(number(output))
            ? number(output) : output);
        Unread.remove(draft);
    }
}
