package dev.pipit.framework.tflite;

import static dev.pipit.framework.tflite.ModelBuilder.perTensor;

import java.util.List;

import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.Options.Padding;

/** Small models that together have everything that a file can hold. */
final class TestModels {
    record OptionsCase(OperatorCode code, Options options) { }

    static final List<OptionsCase> OPTIONS = List.of(
        new OptionsCase(OperatorCode.CONV_2D, new Options.Conv2d(Padding.VALID, 2, 3, 4, 5, Activation.RELU6)),
        new OptionsCase(OperatorCode.DEPTHWISE_CONV_2D,
            new Options.DepthwiseConv2d(Padding.VALID, 2, 3, 4, 5, 6, Activation.RELU_N1_TO_1)),
        new OptionsCase(OperatorCode.L2_POOL_2D, new Options.Pool2d(Padding.VALID, 2, 3, 4, 5, Activation.TANH)),
        new OptionsCase(OperatorCode.FULLY_CONNECTED, new Options.FullyConnected(Activation.SIGN_BIT, true, true)),
        new OptionsCase(OperatorCode.SOFTMAX, new Options.Softmax(0.75f)),
        new OptionsCase(OperatorCode.ADD, new Options.Arithmetic(Activation.RELU, false)),
        new OptionsCase(OperatorCode.SUB, new Options.Arithmetic(Activation.RELU, false)),
        new OptionsCase(OperatorCode.MUL, new Options.Arithmetic(Activation.RELU, false)),
        new OptionsCase(OperatorCode.DIV, new Options.Arithmetic(Activation.RELU6, false)),
        new OptionsCase(OperatorCode.CONCATENATION, new Options.Concatenation(-1, Activation.RELU)),
        new OptionsCase(OperatorCode.RESHAPE, new Options.Reshape(List.of(1, -1, 40))),
        new OptionsCase(OperatorCode.STRIDED_SLICE, new Options.StridedSlice(1, 2, 4, 8, 16, true)),
        new OptionsCase(OperatorCode.SPLIT, new Options.Split(3)),
        new OptionsCase(OperatorCode.SPLIT_V, new Options.Split(4)),
        new OptionsCase(OperatorCode.VAR_HANDLE, new Options.VarHandle("container", "name")),
        new OptionsCase(OperatorCode.SVDF, new Options.Svdf(2, Activation.RELU)),
        new OptionsCase(OperatorCode.UNIDIRECTIONAL_SEQUENCE_LSTM,
            new Options.SequenceLstm(Activation.TANH, 10, -0f, true, true)),
        new OptionsCase(OperatorCode.MEAN, new Options.Reduce(true)),
        new OptionsCase(OperatorCode.REDUCE_ALL, new Options.Reduce(true)),
        new OptionsCase(OperatorCode.LEAKY_RELU, new Options.LeakyRelu(0.3f)),
        new OptionsCase(OperatorCode.PACK, new Options.Pack(2, -1)),
        new OptionsCase(OperatorCode.UNPACK, new Options.Unpack(3, -2)),
        new OptionsCase(OperatorCode.SQUEEZE, new Options.Squeeze(List.of(1, 2))),
        new OptionsCase(OperatorCode.GATHER, new Options.Gather(1, 2)),
        new OptionsCase(OperatorCode.ARG_MAX, new Options.ArgExtreme(TensorType.INT64)),
        new OptionsCase(OperatorCode.ARG_MIN, new Options.ArgExtreme(TensorType.INT32)),
        new OptionsCase(OperatorCode.MIRROR_PAD, new Options.MirrorPad(true)),
        new OptionsCase(OperatorCode.TRANSPOSE_CONV, new Options.TransposeConv(Padding.VALID, 2, 3, Activation.RELU)),
        new OptionsCase(OperatorCode.BATCH_MATMUL, new Options.BatchMatmul(false, true)),
        new OptionsCase(OperatorCode.CAST, new Options.Cast(TensorType.INT8, TensorType.BOOL)),
        new OptionsCase(OperatorCode.SHAPE, new Options.Shape(TensorType.INT64)),
        new OptionsCase(OperatorCode.RESIZE_BILINEAR, new Options.Resize(false, true)),
        new OptionsCase(OperatorCode.RESIZE_NEAREST_NEIGHBOR, new Options.Resize(true, false)),
        new OptionsCase(OperatorCode.DEPTH_TO_SPACE, new Options.DepthToSpace(2)),
        new OptionsCase(OperatorCode.SPACE_TO_DEPTH, new Options.SpaceToDepth(3)),
        new OptionsCase(OperatorCode.CUMSUM, new Options.Cumsum(true, false)),
        new OptionsCase(OperatorCode.L2_NORMALIZATION, new Options.L2Normalization(Activation.RELU)),
        new OptionsCase(OperatorCode.GELU, new Options.Gelu(true)),
        new OptionsCase(OperatorCode.LOGISTIC, new Options.None()),
        new OptionsCase(OperatorCode.STABLEHLO_CASE, new Options.None()));

    private TestModels() {
    }

    static List<Model> all() {
        return List.of(convolution(), streaming(), branches(), everyKindOfOptions());
    }

    /** int8 convolution, per-channel weights, pooling, dense layer, softmax. */
    static Model convolution() {
        ModelBuilder b = new ModelBuilder();
        int input = b.quantized("input", TensorType.INT8, 0.5f, -128, 1, 6, 4, 1);
        int weights = b.constant("conv/weights", TensorType.INT8,
            new Quantization(new float[] {0.1f, 0.2f, 0.3f, 0.4f}, new int[4], 0), new byte[4 * 3 * 3], 4, 3, 3, 1);
        int bias = b.constant("conv/bias", TensorType.INT32, perTensor(0.05f, 0), ModelBuilder.int32(1, -2, 3, -4), 4);
        int rows = b.quantized("conv", TensorType.INT8, 0.25f, 3, 1, 6, 4, 4);
        int pooled = b.quantized("pool", TensorType.INT8, 0.25f, 3, 1, 3, 2, 4);
        int dense = b.constant("dense/weights", TensorType.INT8, perTensor(0.01f, 0), new byte[2 * 24], 2, 24);
        int logits = b.quantized("dense", TensorType.INT8, 0.1f, 0, 1, 2);
        int scores = b.quantized("scores", TensorType.INT8, 1 / 256f, -128, 1, 2);
        return b.operator(OperatorCode.CONV_2D, new Options.Conv2d(Padding.SAME, 1, 1, 1, 1, Activation.RELU),
                List.of(input, weights, bias), List.of(rows))
            .operator(OperatorCode.MAX_POOL_2D, new Options.Pool2d(Padding.VALID, 2, 2, 2, 2, Activation.NONE),
                List.of(rows), List.of(pooled))
            .operator(OperatorCode.FULLY_CONNECTED, new Options.FullyConnected(Activation.NONE, false),
                List.of(pooled, dense, Operator.ABSENT), List.of(logits))
            .operator(OperatorCode.SOFTMAX, new Options.Softmax(1), List.of(logits), List.of(scores))
            .inputs(input).outputs(scores).model();
    }

    /** A variable that a second subgraph sets once, as streaming models have. */
    static Model streaming() {
        ModelBuilder b = new ModelBuilder();
        int input = b.quantized("features", TensorType.INT8, 0.1f, 0, 1, 1, 40);
        int handle = b.tensor("handle", TensorType.RESOURCE);
        int old = b.quantized("old", TensorType.INT8, 0.1f, 0, 1, 2, 40);
        int state = b.quantized("state", TensorType.INT8, 0.1f, 0, 1, 3, 40);
        b.operator(OperatorCode.CALL_ONCE, new Options.CallOnce(1), List.of(), List.of())
            .operator(OperatorCode.VAR_HANDLE, new Options.VarHandle("", "stream"), List.of(), List.of(handle))
            .operator(OperatorCode.READ_VARIABLE, new Options.None(), List.of(handle), List.of(old))
            .operator(OperatorCode.CONCATENATION, new Options.Concatenation(1, Activation.NONE), List.of(old, input),
                List.of(state))
            .operator(OperatorCode.ASSIGN_VARIABLE, new Options.None(), List.of(handle, old), List.of())
            .inputs(input).outputs(state);
        ModelBuilder once = new ModelBuilder().named("NoOp");
        int h = once.tensor("handle", TensorType.RESOURCE);
        int zeros = once.constant("zeros", TensorType.INT8, perTensor(0.1f, 0), new byte[80], 1, 2, 40);
        once.operator(OperatorCode.VAR_HANDLE, new Options.VarHandle("", "stream"), List.of(), List.of(h))
            .operator(OperatorCode.ASSIGN_VARIABLE, new Options.None(), List.of(h, zeros), List.of());
        return ModelBuilder.model(List.of(b.subgraph(0), once.subgraph(1)));
    }

    /** IF and WHILE, and an operator whose number nobody knows. */
    static Model branches() {
        ModelBuilder b = new ModelBuilder();
        int condition = b.tensor("condition", TensorType.BOOL);
        int x = b.tensor("x", TensorType.FLOAT32, 3);
        int y = b.tensor("y", TensorType.FLOAT32, 3);
        int z = b.tensor("z", TensorType.FLOAT32, 3);
        int looped = b.tensor("looped", TensorType.FLOAT32, 3);
        b.operator(OperatorCode.IF, new Options.If(1, 2), List.of(condition, x), List.of(y))
            .operator(new Operator(1, OperatorCode.UNKNOWN, "300", 7, List.of(y), List.of(z), new Options.None()))
            .operator(OperatorCode.WHILE, new Options.While(3, 1), List.of(z), List.of(looped))
            .inputs(condition, x).outputs(looped);
        return ModelBuilder.model(List.of(b.subgraph(0), unary(1, OperatorCode.RELU), unary(2, OperatorCode.TANH),
            unary(3, OperatorCode.RELU)));
    }

    private static Subgraph unary(int index, OperatorCode code) {
        ModelBuilder b = new ModelBuilder().named(code.name());
        int x = b.tensor("x", TensorType.FLOAT32, 3);
        int y = b.tensor("y", TensorType.FLOAT32, 3);
        return b.operator(code, new Options.None(), List.of(x), List.of(y)).inputs(x).outputs(y).subgraph(index);
    }

    /** Each kind of options once, none of them with its default; they need not make sense together. */
    static Model everyKindOfOptions() {
        ModelBuilder b = new ModelBuilder();
        int last = b.tensor("x", TensorType.FLOAT32, 1);
        b.inputs(last);
        for (OptionsCase c : OPTIONS) {
            int next = b.tensor(c.code + " of x", TensorType.FLOAT32, 1);
            b.operator(new Operator(b.subgraph(0).operators().size(), c.code, "", 2, List.of(last), List.of(next),
                List.of(last, Operator.ABSENT), c.options));
            last = next;
        }
        int custom = b.tensor("custom", TensorType.INT16, 1);
        int none = b.indices("none");
        int state = b.variable("state", TensorType.INT8, perTensor(0.125f, -1), 1, 2);
        return b.custom("SignalWindow", new byte[] {1, 2, 3}, List.of(last, none, state), List.of(custom))
            .outputs(custom).model();
    }
}
