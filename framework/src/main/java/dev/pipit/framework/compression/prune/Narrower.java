package dev.pipit.framework.compression.prune;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import dev.pipit.framework.compression.Draft;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorInfo;

/** A model without some channels, and without the weights that compute and read them. */
final class Narrower {
    private final Channels channels;
    private final Set<Integer> gone;
    private final Draft draft;

    private Narrower(Model model, Channels channels, Set<Integer> gone) {
        this.channels = channels;
        this.gone = gone;
        this.draft = Draft.of(model);
    }

    /** @param gone channels that {@linkplain Channels#canGo can go} */
    static Model without(Model model, Channels channels, Set<Integer> gone) {
        return new Narrower(model, channels, gone).make();
    }

    private Model make() {
        for (Operator operator : List.copyOf(draft.operators())) {
            switch (operator.code()) {
                case CONV_2D -> convolution(operator);
                case DEPTHWISE_CONV_2D -> depthwise(operator);
                case FULLY_CONNECTED -> dense(operator);
                default -> { }
            }
        }
        for (int tensor = 0, count = draft.tensors(); tensor < count; tensor++) {
            if (channels.of(tensor) != null) {
                TensorInfo info = draft.tensor(tensor);
                int[] shape = info.shape().clone();
                shape[shape.length - 1] = kept(tensor).length;
                draft.set(tensor, info.type(), shape, info.quantization(), info.constant());
            }
        }
        for (Operator operator : List.copyOf(draft.operators())) {
            if (operator.code() == OperatorCode.RESHAPE) {
                reshape(operator);
            }
        }
        return draft.model();
    }

    /** Places along the last extent of a tensor that stay. */
    private int[] kept(int tensor) {
        return kept(channels.of(tensor));
    }

    private int[] kept(int... ids) {
        return IntStream.range(0, ids.length).filter(i -> !gone.contains(ids[i])).toArray();
    }

    private void convolution(Operator operator) {
        int[] outputs = kept(operator.outputs().get(0));
        slice(operator.inputs().get(1), 0, outputs);
        slice(operator.inputs().get(1), 3, kept(operator.inputs().get(0)));
        bias(operator, outputs);
    }

    private void depthwise(Operator operator) {
        int[] outputs = kept(operator.outputs().get(0));
        slice(operator.inputs().get(1), 3, outputs);
        bias(operator, outputs);
        var o = (Options.DepthwiseConv2d) operator.options();
        int inputs = kept(operator.inputs().get(0)).length;
        replace(operator, operator.inputs(), new Options.DepthwiseConv2d(o.padding(), o.strideWidth(), o.strideHeight(),
            o.dilationWidth(), o.dilationHeight(), outputs.length / inputs, o.activation()));
    }

    private void dense(Operator operator) {
        int[] outputs = kept(operator.outputs().get(0));
        int[] in = channels.of(operator.inputs().get(0));
        int depth = draft.tensor(operator.inputs().get(1)).shape()[1];
        slice(operator.inputs().get(1), 0, outputs);
        slice(operator.inputs().get(1), 1, kept(Channels.alternating(in, depth)));
        bias(operator, outputs);
    }

    private void bias(Operator operator, int... outputs) {
        if (operator.hasInput(2)) {
            slice(operator.inputs().get(2), 0, outputs);
        }
    }

    private void replace(Operator old, List<Integer> inputs, Options options) {
        draft.replace(old, new Operator(old.index(), old.code(), old.customName(), old.version(), inputs, old.outputs(),
            old.intermediates(), options));
    }

    /** The shape that the result has now. */
    private void reshape(Operator operator) {
        int[] shape = draft.tensor(operator.outputs().get(0)).shape();
        List<Integer> inputs = new ArrayList<>(operator.inputs());
        if (operator.hasInput(1)) {
            inputs.set(1, draft.constant(draft.tensor(inputs.get(1)).name(), shape, shape.length));
        }
        replace(operator, inputs, new Options.Reshape(Arrays.stream(shape).boxed().toList()));
    }

    private void slice(int tensor, int axis, int... kept) {
        TensorInfo info = draft.tensor(tensor);
        int[] shape = info.shape().clone();
        int extent = shape[axis];
        if (kept.length == extent) {
            return;
        }
        int inner = info.type().bits() / Byte.SIZE;
        for (int d = axis + 1; d < shape.length; d++) {
            inner *= shape[d];
        }
        shape[axis] = kept.length;
        ByteBuffer from = info.constant().orElseThrow();
        ByteBuffer to = ByteBuffer.allocate(info.bytes() / extent * kept.length);
        for (int outer = 0; outer < info.bytes(); outer += extent * inner) {
            for (int place : kept) {
                to.put(from.slice(outer + place * inner, inner));
            }
        }
        draft.set(tensor, info.type(), shape, info.quantization().map(q -> slice(q, axis, kept)), Optional.of(to.flip()));
    }

    private static Quantization slice(Quantization quantization, int axis, int... kept) {
        if (!quantization.perAxis() || quantization.axis() != axis) {
            return quantization;
        }
        float[] scales = new float[kept.length];
        int[] zeros = new int[kept.length];
        for (int i = 0; i < kept.length; i++) {
            scales[i] = quantization.scales()[kept[i]];
            zeros[i] = quantization.zeroPoints()[kept[i]];
        }
        return new Quantization(scales, zeros, axis);
    }
}
