package dev.pipit.apps.onnx;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.compression.Reals;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.TensorInfo;

/**
 * Takes into an operator what follows it and nobody else reads: factors and terms of its channels go into its weights and its
 * bias, an activation into its settings. What a dense layer reads turned is turned in its weights.
 */
final class Fusion {
    private static final Set<OperatorCode> WEIGHTED = Set.of(OperatorCode.CONV_2D, OperatorCode.DEPTHWISE_CONV_2D,
        OperatorCode.FULLY_CONNECTED);
    private static final Map<OperatorCode, Activation> ACTIVATIONS = Map.of(OperatorCode.RELU, Activation.RELU,
        OperatorCode.RELU6, Activation.RELU6, OperatorCode.RELU_N1_TO_1, Activation.RELU_N1_TO_1);

    private final Draft draft;
    private final Composer composer;

    private Fusion(Composer composer) {
        this.draft = composer.draft();
        this.composer = composer;
    }

    static void fuse(Composer composer) {
        Draft draft = composer.draft();
        Unread.remove(draft);
        var fusion = new Fusion(composer);
        for (Operator operator : List.copyOf(draft.operators())) {
            if (draft.operators().contains(operator)) {
                fusion.fuse(operator);
            }
        }
    }

    private void fuse(Operator operator) {
        OperatorCode code = operator.code();
        if (code == OperatorCode.MUL || code == OperatorCode.ADD) {
            channels(operator, code == OperatorCode.MUL);
        } else if (ACTIVATIONS.containsKey(code)) {
            before(operator.inputs().get(0)).filter(by -> activation(by.options()) == Activation.NONE)
                .ifPresent(by -> join(by, operator, by.inputs(), activated(by.options(), ACTIVATIONS.get(code))));
        } else if (code == OperatorCode.FULLY_CONNECTED) {
            turnedWeights(operator);
        }
    }

    /** The operator that computes a tensor, if that has no other reader. */
    private Optional<Operator> before(int tensor) {
        return draft.writer(tensor).filter(by -> by.outputs().size() == 1 && draft.readers(tensor).size() == 1
            && !draft.outputs().contains(tensor));
    }

    private void join(Operator first, Operator second, List<Integer> inputs, Options options) {
        draft.replace(first, new Operator(first.index(), first.code(), "", first.version(), inputs, second.outputs(), options));
        draft.operators().remove(second);
    }

    /** A factor or a term for each channel, behind a convolution or a dense layer. */
    private void channels(Operator operator, boolean factor) {
        int constant = draft.tensor(operator.inputs().get(1)).constant().isPresent() ? 1 : 0;
        TensorInfo by = draft.tensor(operator.inputs().get(constant));
        TensorInfo out = draft.tensor(operator.outputs().get(0));
        Operator layer = before(operator.inputs().get(1 - constant)).orElse(null);
        if (layer == null || !WEIGHTED.contains(layer.code()) || activation(layer.options()) != Activation.NONE
                || by.constant().isEmpty()
                || !Arrays.equals(draft.tensor(layer.outputs().get(0)).shape(), out.shape())) {
            return;
        }
        int channels = out.shape()[out.shape().length - 1];
        boolean along = by.elements() == 1 || by.elements() == channels && by.shape()[by.shape().length - 1] == channels;
        if (along && biasIsKnown(layer)) {
            take(layer, operator, spread(Reals.of(by), channels), factor);
        }
    }

    private boolean biasIsKnown(Operator layer) {
        return draft.tensor(layer.inputs().get(1)).constant().isPresent()
            && (!layer.hasInput(2) || draft.tensor(layer.inputs().get(2)).constant().isPresent());
    }

    private static float[] spread(float[] numbers, int channels) {
        float[] all = new float[channels];
        for (int c = 0; c < channels; c++) {
            all[c] = numbers[numbers.length == 1 ? 0 : c];
        }
        return all;
    }

    private void take(Operator layer, Operator operator, float[] numbers, boolean factor) {
        int weights = layer.inputs().get(1);
        float[] bias = layer.hasInput(2) ? Reals.of(draft.tensor(layer.inputs().get(2))) : new float[numbers.length];
        for (int c = 0; c < numbers.length; c++) {
            bias[c] = factor ? bias[c] * numbers[c] : bias[c] + numbers[c];
        }
        int scaled = factor ? scaled(draft.tensor(weights), numbers, layer.code() == OperatorCode.DEPTHWISE_CONV_2D) : weights;
        int term = factor && !layer.hasInput(2) ? Operator.ABSENT
            : draft.constant(draft.tensor(weights).name() + "/bias", bias, bias.length);
        join(layer, operator, List.of(layer.inputs().get(0), scaled, term), layer.options());
    }

    private int scaled(TensorInfo weights, float[] factors, boolean last) {
        float[] numbers = Reals.of(weights);
        int each = numbers.length / factors.length;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] *= factors[last ? i % factors.length : i / each];
        }
        return draft.constant(weights.name(), numbers, weights.shape());
    }

    /** A dense layer over an image whose channels were put before its places: the places of its weights are changed. */
    private void turnedWeights(Operator dense) {
        Operator flat = before(dense.inputs().get(0)).filter(by -> by.code() == OperatorCode.RESHAPE).orElse(null);
        Operator turn = flat == null ? null
            : before(flat.inputs().get(0)).filter(by -> by.code() == OperatorCode.TRANSPOSE).orElse(null);
        if (turn == null || draft.tensor(dense.inputs().get(1)).constant().isEmpty()) {
            return;
        }
        int[] shape = draft.tensor(turn.inputs().get(0)).shape();
        int[] order = wholes(draft.tensor(turn.inputs().get(1)));
        TensorInfo weights = draft.tensor(dense.inputs().get(1));
        int columns = weights.shape()[1];
        if (order[0] != 0 || columns * shape[0] != Value.product(shape)) {
            return;
        }
        int[] from = columns(shape, order, columns);
        float[] numbers = Reals.of(weights);
        float[] turned = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            turned[i / columns * columns + from[i % columns]] = numbers[i];
        }
        int to = draft.constant(weights.name(), turned, weights.shape());
        composer.multiples(dense.inputs().get(1)).ifPresent(scales -> composer.multiples(to, scales));
        draft.replace(flat, new Operator(0, flat.code(), "", 1, List.of(turn.inputs().get(0), flat.inputs().get(1)),
            flat.outputs(), flat.options()));
        draft.operators().remove(turn);
        draft.replace(dense, new Operator(0, dense.code(), "", 1, dense.hasInput(2)
            ? List.of(dense.inputs().get(0), to, dense.inputs().get(2)) : List.of(dense.inputs().get(0), to, Operator.ABSENT),
            dense.outputs(), dense.options()));
    }

    /** Where each column of the turned image lies in the one before. */
    private static int[] columns(int[] shape, int[] order, int columns) {
        int[] steps = new int[shape.length];
        int step = 1;
        for (int d = shape.length - 1; d >= 0; d--) {
            steps[d] = step;
            step *= shape[d];
        }
        int[] from = new int[columns];
        for (int i = 0; i < columns; i++) {
            int rest = i;
            for (int d = shape.length - 1; d > 0; d--) {
                from[i] += rest % shape[order[d]] * steps[order[d]];
                rest /= shape[order[d]];
            }
        }
        return from;
    }

    private static int[] wholes(TensorInfo tensor) {
        int[] numbers = new int[tensor.elements()];
        tensor.constant().orElseThrow().duplicate().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(numbers);
        return numbers;
    }

    /** The activation of an operator that can have one; something else than none for any other. */
    static Activation activation(Options options) {
        if (options instanceof Options.Conv2d o) {
            return o.activation();
        } else if (options instanceof Options.DepthwiseConv2d o) {
            return o.activation();
        } else if (options instanceof Options.FullyConnected o) {
            return o.activation();
        } else if (options instanceof Options.Arithmetic o) {
            return o.activation();
        }
        return Activation.SIGN_BIT;
    }

    private static Options activated(Options options, Activation by) {
        if (options instanceof Options.Conv2d o) {
            return new Options.Conv2d(o.padding(), o.strideWidth(), o.strideHeight(), o.dilationWidth(), o.dilationHeight(), by);
        } else if (options instanceof Options.DepthwiseConv2d o) {
            return new Options.DepthwiseConv2d(o.padding(), o.strideWidth(), o.strideHeight(), o.dilationWidth(),
                o.dilationHeight(), o.depthMultiplier(), by);
        } else if (options instanceof Options.FullyConnected o) {
            return new Options.FullyConnected(by, o.keepDimensions());
        }
        return new Options.Arithmetic(by, false);
    }
}
