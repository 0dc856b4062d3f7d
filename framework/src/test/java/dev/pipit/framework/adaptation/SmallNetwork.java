package dev.pipit.framework.adaptation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.tflite.TensorType;

/** An 8-bit network of two dense layers and a softmax, with random weights: {@value #IN} → {@value #HIDDEN} → {@value #OUT}. */
final class SmallNetwork {
    static final int IN = 6;
    static final int HIDDEN = 10;
    static final int OUT = 3;
    static final float IN_SCALE = 1f / 64;
    static final float SCALE = 1f / 100;
    static final float HIDDEN_SCALE = 4f / 255;
    static final float LOGIT_SCALE = 16f / 255;

    private SmallNetwork() {
    }

    static Model of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Options dense = new Options.FullyConnected(Options.Activation.NONE, false);
        Options rectified = new Options.FullyConnected(Options.Activation.RELU, false);
        List<TensorInfo> tensors = List.of(computed(0, "input", IN, IN_SCALE, 0), weights(1, HIDDEN, IN, random),
            bias(2, HIDDEN, IN_SCALE, random), computed(3, "hidden", HIDDEN, HIDDEN_SCALE, -128),
            weights(4, OUT, HIDDEN, random), bias(5, OUT, HIDDEN_SCALE, random), computed(6, "logits", OUT, LOGIT_SCALE, 0),
            computed(7, "probabilities", OUT, 1f / 256, -128));
        List<Operator> operators = new ArrayList<>();
        operators.add(new Operator(0, OperatorCode.FULLY_CONNECTED, "", 4, List.of(0, 1, 2), List.of(3), rectified));
        operators.add(new Operator(1, OperatorCode.FULLY_CONNECTED, "", 4, List.of(3, 4, 5), List.of(6), dense));
        operators.add(new Operator(2, OperatorCode.SOFTMAX, "", 2, List.of(6), List.of(7), new Options.Softmax(1)));
        return new Model("", List.of(new Subgraph(0, "", tensors, List.of(0), List.of(7), operators)), 0);
    }

    private static TensorInfo computed(int index, String name, int n, float scale, int zero) {
        return new TensorInfo(index, name, TensorType.INT8, new int[] {1, n}, quantization(scale, zero), Optional.empty(), false);
    }

    private static TensorInfo weights(int index, int out, int in, SplittableRandom random) {
        byte[] values = new byte[out * in];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) random.nextInt(-100, 101);
        }
        return new TensorInfo(index, "weights" + index, TensorType.INT8, new int[] {out, in}, quantization(SCALE, 0),
            Optional.of(ByteBuffer.wrap(values).asReadOnlyBuffer()), false);
    }

    private static TensorInfo bias(int index, int n, float inputScale, SplittableRandom random) {
        ByteBuffer values = ByteBuffer.allocate(4 * n).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < n; i++) {
            values.putInt(4 * i, random.nextInt(-500, 501));
        }
        return new TensorInfo(index, "bias" + index, TensorType.INT32, new int[] {n}, quantization(SCALE * inputScale, 0),
            Optional.of(values.asReadOnlyBuffer()), false);
    }

    private static Optional<Quantization> quantization(float scale, int zero) {
        return Optional.of(new Quantization(new float[] {scale}, new int[] {zero}, 0));
    }
}
