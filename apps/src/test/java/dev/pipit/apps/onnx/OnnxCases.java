package dev.pipit.apps.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Small models, one for each operator or combination, each with one input {@code x} and one output {@code y}. What ONNX
 * Runtime makes of them is in {@code cases.csv}, written by {@code apps/src/teacher/OnnxReference.java}.
 */
final class OnnxCases {
    private static final float[] HALF = {0.5f};

    /** A model and the shape of its input. */
    @SuppressWarnings("ArrayRecordComponent")
    record Case(OnnxFile file, int[] shape) {
        /** Numbers between −2 and 2, the same for the reference. */
        float[] input() {
            var random = new SplittableRandom(7);
            float[] x = new float[Value.product(shape)];
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) random.nextDouble(-2, 2);
            }
            return x;
        }
    }

    private final Map<String, Case> cases = new LinkedHashMap<>();

    static Map<String, Case> all() {
        var all = new OnnxCases();
        all.images();
        all.pools();
        all.dense();
        all.single();
        all.shapes();
        all.reductions();
        all.recurrent();
        all.networks();
        all.rounded();
        return all.cases;
    }

    /** Writes the models and inputs, for the reference. */
    public static void main(String... args) throws IOException {
        Path folder = Path.of(args[0]);
        Files.createDirectories(folder);
        for (Map.Entry<String, Case> each : all().entrySet()) {
            Files.write(folder.resolve(each.getKey() + ".onnx"), each.getValue().file().bytes());
            float[] x = each.getValue().input();
            ByteBuffer bytes = ByteBuffer.allocate(4 * x.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(x);
            Files.write(folder.resolve(each.getKey() + ".in"), bytes.array());
        }
    }

    private OnnxFile add(String name, int... shape) {
        return since(13, name, shape);
    }

    private OnnxFile since(int opset, String name, int... shape) {
        OnnxFile file = new OnnxFile(opset).input("x", shape);
        cases.put(name, new Case(file, shape));
        return file;
    }

    private void one(String name, String op, int[] shape, Object... settings) {
        add(name, shape).node(op, "x", "y", settings).output("y");
    }

    private void images() {
        add("conv2d", 1, 3, 6, 7).random("w", 4, 3, 3, 3).random("b", 4).node("Conv", "x w b", "y").output("y");
        add("conv2d_same", 1, 3, 6, 7).random("w", 4, 3, 3, 3)
            .node("Conv", "x w", "y", "pads", new int[] {1, 1, 1, 1}).output("y");
        add("conv2d_stride_pads", 1, 2, 8, 9).random("w", 3, 2, 3, 5).random("b", 3)
            .node("Conv", "x w b", "y", "strides", new int[] {2, 3}, "pads", new int[] {2, 1, 0, 2}).output("y");
        add("conv2d_dilated", 1, 2, 9, 9).random("w", 3, 2, 3, 3)
            .node("Conv", "x w", "y", "dilations", new int[] {2, 3}).output("y");
        add("conv2d_upper", 1, 2, 7, 8).random("w", 3, 2, 3, 2)
            .node("Conv", "x w", "y", "strides", new int[] {2, 2}, "auto_pad", "SAME_UPPER").output("y");
        add("conv2d_lower", 1, 2, 7, 8).random("w", 3, 2, 4, 2)
            .node("Conv", "x w", "y", "strides", new int[] {2, 2}, "auto_pad", "SAME_LOWER").output("y");
        add("depthwise", 1, 4, 6, 6).random("w", 4, 1, 3, 3).random("b", 4)
            .node("Conv", "x w b", "y", "group", 4, "pads", new int[] {1, 1, 1, 1}).output("y");
        add("depthwise_twice", 1, 3, 5, 5).random("w", 6, 1, 3, 3).node("Conv", "x w", "y", "group", 3).output("y");
        add("grouped", 1, 4, 5, 5).random("w", 6, 2, 3, 3).random("b", 6).node("Conv", "x w b", "y", "group", 2).output("y");
        add("conv1d", 1, 3, 12).random("w", 5, 3, 3).random("b", 5)
            .node("Conv", "x w b", "y", "strides", new int[] {2}, "pads", new int[] {2, 0}).output("y");
        add("conv1d_signal", 1, 1, 18).random("w", 4, 1, 7).random("b", 4)
            .node("Conv", "x w b", "y", "strides", new int[] {3}).output("y");
        add("depthwise1d", 1, 3, 12).random("w", 3, 1, 3)
            .node("Conv", "x w", "y", "group", 3, "dilations", new int[] {2}).output("y");
        add("convtranspose", 1, 3, 4, 5).random("w", 3, 2, 3, 3).random("b", 2)
            .node("ConvTranspose", "x w b", "y", "strides", new int[] {2, 2}).output("y");
        add("convtranspose_pads", 1, 3, 4, 5).random("w", 3, 2, 3, 3).node("ConvTranspose", "x w", "y", "strides",
            new int[] {2, 2}, "pads", new int[] {1, 1, 1, 1}, "output_padding", new int[] {1, 1}).output("y");
        add("convtranspose1d", 1, 3, 4).random("w", 3, 2, 4).node("ConvTranspose", "x w", "y", "strides", new int[] {2},
            "pads", new int[] {1, 1}).output("y");
        add("batchnorm", 1, 3, 4, 4).random("g", 3).random("b", 3).random("m", 3).constant("v", new float[] {1, 0.5f, 2}, 3)
            .node("BatchNormalization", "x g b m v", "y", "epsilon", 0.001f).output("y");
        add("conv_batchnorm_relu", 1, 2, 5, 5).random("w", 3, 2, 3, 3).random("c", 3).random("g", 3).random("b", 3)
            .random("m", 3).constant("v", new float[] {1, 0.5f, 2}, 3).node("Conv", "x w c", "h")
            .node("BatchNormalization", "h g b m v", "n").node("Relu", "n", "y").output("y");
        add("instancenorm", 1, 3, 4, 5).random("g", 3).random("b", 3).node("InstanceNormalization", "x g b", "y")
            .output("y");
        add("depthtospace", 1, 8, 2, 3).node("DepthToSpace", "x", "y", "blocksize", 2).output("y");
        add("pixelshuffle", 1, 8, 2, 3).node("DepthToSpace", "x", "y", "blocksize", 2, "mode", "CRD").output("y");
        add("spacetodepth", 1, 2, 4, 6).node("SpaceToDepth", "x", "y", "blocksize", 2).output("y");
        add("resize_nearest", 1, 2, 3, 4).constant("s", new float[] {1, 1, 2, 2}, 4).node("Resize", "x - s", "y", "mode",
            "nearest", "coordinate_transformation_mode", "asymmetric", "nearest_mode", "floor").output("y");
        add("resize_nearest_half", 1, 2, 3, 4).constant("s", new long[] {1, 2, 9, 8}, 4).node("Resize", "x - - s", "y",
            "mode", "nearest").output("y");
        add("resize_linear", 1, 2, 3, 4).constant("s", new long[] {1, 2, 5, 8}, 4).node("Resize", "x - - s", "y", "mode",
            "linear").output("y");
        add("resize_corners", 1, 2, 3, 4).constant("s", new long[] {1, 2, 5, 7}, 4).node("Resize", "x - - s", "y", "mode",
            "linear", "coordinate_transformation_mode", "align_corners").output("y");
    }

    private void pools() {
        int[] image = {1, 2, 7, 8};
        int[] two = {2, 2};
        int[] three = {3, 3};
        int[] ones = {1, 1, 1, 1};
        one("maxpool", "MaxPool", image, "kernel_shape", two, "strides", two);
        one("maxpool_pads", "MaxPool", image, "kernel_shape", three, "strides", two, "pads", ones);
        one("maxpool_ceil", "MaxPool", image, "kernel_shape", two, "strides", two, "ceil_mode", 1);
        one("averagepool", "AveragePool", image, "kernel_shape", two, "strides", two);
        one("averagepool_pads", "AveragePool", image, "kernel_shape", three, "strides", two, "pads", ones);
        one("averagepool_pads_count", "AveragePool", image, "kernel_shape", three, "strides", two, "pads", ones,
            "count_include_pad", 1);
        one("averagepool_ceil", "AveragePool", image, "kernel_shape", two, "strides", two, "ceil_mode", 1);
        one("maxpool1d", "MaxPool", new int[] {1, 3, 9}, "kernel_shape", new int[] {3}, "strides", new int[] {2});
        one("averagepool1d_pads", "AveragePool", new int[] {1, 3, 9}, "kernel_shape", new int[] {3}, "pads",
            new int[] {2, 1});
        one("globalaverage", "GlobalAveragePool", image);
        one("globalmax", "GlobalMaxPool", image);
    }

    private void dense() {
        add("gemm", 2, 5).random("w", 3, 5).random("b", 3).node("Gemm", "x w b", "y", "transB", 1).output("y");
        add("gemm_scaled", 2, 5).random("w", 5, 3).random("c", 2, 1)
            .node("Gemm", "x w c", "y", "alpha", 0.5f, "beta", 2f).output("y");
        add("gemm_turned", 5, 2).random("w", 5, 3).node("Gemm", "x w", "y", "transA", 1).output("y");
        add("matmul", 2, 3, 5).random("w", 5, 4).random("b", 4).node("MatMul", "x w", "h").node("Add", "h b", "y").output("y");
        add("matmul_left", 2, 5, 3).random("w", 4, 5).node("MatMul", "w x", "y").output("y");
        add("matmul_vector", 3, 5).random("w", 5).node("MatMul", "x w", "y").output("y");
        add("attention", 1, 4, 6).random("q", 6, 6).random("k", 6, 6).node("MatMul", "x q", "a").node("MatMul", "x k", "b")
            .node("Transpose", "b", "t", "perm", new int[] {0, 2, 1}).node("MatMul", "a t", "s")
            .node("Softmax", "s", "p").node("MatMul", "p x", "y").output("y");
        since(17, "layernorm", 2, 3, 6).random("g", 6).random("b", 6).node("LayerNormalization", "x g b", "y").output("y");
    }

    private void single() {
        int[] shape = {1, 2, 3, 4};
        for (String op : new String[] {"Relu", "Sigmoid", "Tanh", "Exp", "Abs", "Neg", "Floor", "Ceil", "Round", "Sin", "Cos",
            "Softplus", "Elu", "LeakyRelu", "HardSigmoid", "Softmax", "LogSoftmax", "Reciprocal"}) {
            one(op.toLowerCase(java.util.Locale.ROOT), op, shape);
        }
        since(14, "hardswish", shape).node("HardSwish", "x", "y").output("y");
        since(20, "gelu", shape).node("Gelu", "x", "y").output("y");
        since(20, "gelu_tanh", shape).node("Gelu", "x", "y", "approximate", "tanh").output("y");
        add("gelu_erf", shape).constant("r", new float[] {(float) Math.sqrt(2)}).constant("1", new float[] {1})
            .constant("h", HALF).node("Div", "x r", "a").node("Erf", "a", "e").node("Add", "e 1", "s")
            .node("Mul", "x s", "m").node("Mul", "m h", "y").output("y");
        add("gelu_erf_half", shape).constant("r", new float[] {(float) Math.sqrt(0.5)}).constant("1", new float[] {1})
            .constant("h", HALF).node("Mul", "x h", "m").node("Mul", "x r", "a").node("Erf", "a", "e")
            .node("Add", "e 1", "s").node("Mul", "m s", "y").output("y");
        since(18, "mish", shape).node("Mish", "x", "y").output("y");
        add("roots", shape).node("Abs", "x", "a").node("Sqrt", "a", "s").node("Log", "a", "l").node("Add", "s l", "y")
            .output("y");
        add("clip", shape).constant("l", new float[] {-0.3f}).constant("u", new float[] {0.7f}).node("Clip", "x l u", "y")
            .output("y");
        add("clip6", shape).constant("l", new float[] {0}).constant("u", new float[] {6}).node("Clip", "x l u", "y").output("y");
        add("clip_below", shape).constant("l", HALF).node("Clip", "x l", "y").output("y");
        add("clip_computed", shape).constant("q", new float[] {1}).node("ReduceMax", "x", "m", "keepdims", 0)
            .node("Sub", "m q", "l").node("Clip", "x l", "y").output("y");
        add("prelu", shape).random("s", 2, 1, 1).node("PRelu", "x s", "y").output("y");
        add("softmax_channels", shape).node("Softmax", "x", "y", "axis", 1).output("y");
        add("pow2", shape).constant("p", new float[] {2}).node("Pow", "x p", "y").output("y");
        add("pow_half", shape).constant("p", new float[] {1.5f}).node("Abs", "x", "a").node("Pow", "a p", "y").output("y");
        add("pow_negative", shape).constant("p", new float[] {-2}).node("Pow", "x p", "y").output("y");
        add("broadcast", shape).random("a", 3, 1).random("b", 2, 1, 1).node("Sub", "x a", "d").node("Div", "d b", "y").output("y");
        add("extremes", shape).random("a", 4).random("b", 1).node("Max", "x a b", "m").node("Min", "m b", "n")
            .node("Sum", "m n x", "y").output("y");
        add("where", shape).random("a", 4).constant("z", new float[] {0}).node("Greater", "x z", "c")
            .node("Where", "c x a", "y").output("y");
        add("logic", shape).constant("z", new float[] {0}).random("a", 4).node("Less", "x z", "c").node("GreaterOrEqual", "x a",
            "d").node("Not", "d", "n").node("And", "c n", "e").node("Or", "e c", "f").node("Cast", "f", "y", "to", 1).output("y");
        add("rounding", shape).node("Cast", "x", "i", "to", 7).node("Cast", "i", "y", "to", 1).output("y");
    }

    private void shapes() {
        int[] image = {1, 4, 3, 2};
        add("transpose", image).node("Transpose", "x", "y", "perm", new int[] {0, 2, 3, 1}).output("y");
        add("flatten", image).random("w", 3, 4, 2, 1).random("d", 12, 5).node("Conv", "x w", "h").node("Flatten", "h", "f")
            .node("MatMul", "f d", "y").output("y");
        add("reshape", 2, 3, 4).constant("s", new long[] {0, -1, 2}, 3).node("Reshape", "x s", "y").output("y");
        add("reshape_by_shape", 2, 3, 4).constant("i", new long[] {0}).constant("m", new long[] {-1}, 1)
            .constant("a", new long[] {0}, 1).node("Shape", "x", "s").node("Gather", "s i", "g")
            .node("Unsqueeze", "g a", "u").node("Concat", "u m", "t", "axis", 0).node("Reshape", "x t", "y").output("y");
        add("squeeze", 2, 1, 4, 1).constant("a", new long[] {1}, 1).constant("b", new long[] {0, 3}, 2)
            .node("Squeeze", "x a", "s").node("Unsqueeze", "s b", "y").output("y");
        add("concat", image).random("c", 1, 2, 3, 2).node("Relu", "x", "r").node("Concat", "x c r", "y", "axis", 1).output("y");
        add("split", 2, 7).constant("s", new long[] {2, 5}, 2).random("w", 2, 5).node("Split", "x s", "a b", "axis", 1)
            .node("MatMul", "a w", "c").node("Add", "b c", "y").output("y");
        add("split_equal", 2, 6).node("Split", "x", "a b c", "axis", -1).node("Mul", "a c", "y").output("y");
        add("slice", 3, 8).constant("s", new long[] {1, -2}, 2).constant("e", new long[] {3, -9}, 2)
            .constant("a", new long[] {0, 1}, 2).constant("t", new long[] {1, -3}, 2).node("Slice", "x s e a t", "y").output("y");
        add("slice_stride", 3, 8).constant("s", new long[] {0}, 1).constant("e", new long[] {7}, 1)
            .constant("a", new long[] {1}, 1).constant("t", new long[] {2}, 1).node("Slice", "x s e a t", "y").output("y");
        add("gather", 3, 4).constant("i", new long[] {2, 0, -1}, 3).node("Gather", "x i", "y").output("y");
        add("gather_one", 3, 4).constant("i", new long[] {-2}).node("Gather", "x i", "y", "axis", 1).output("y");
        add("pad", 1, 2, 3, 3).constant("p", new long[] {0, 0, 1, 0, 0, 1, 0, 2}, 8).constant("v", HALF)
            .node("Pad", "x p v", "y").output("y");
        add("pad_reflect", 1, 2, 4, 4).constant("p", new long[] {0, 0, 1, 2, 0, 0, 2, 1}, 8)
            .node("Pad", "x p", "y", "mode", "reflect").output("y");
        add("expand", 1, 3, 1).constant("s", new long[] {2, 1, 4}, 3).node("Expand", "x s", "y").output("y");
        add("tile", 1, 3, 2).constant("s", new long[] {2, 1, 3}, 3).node("Tile", "x s", "y").output("y");
        add("filled", 2, 3).node("Shape", "x", "s").node("ConstantOfShape", "s", "o", "value",
            OnnxFile.tensor("", new float[] {3}, 1)).node("Add", "x o", "y").output("y");
        add("channels_around", 1, 4, 5).random("w", 4, 3).node("Transpose", "x", "t", "perm", new int[] {0, 2, 1})
            .node("MatMul", "t w", "m").node("Relu", "m", "r").node("Transpose", "r", "y", "perm", new int[] {0, 2, 1}).output("y");
    }

    private void reductions() {
        int[] image = {2, 3, 4, 2};
        one("mean_places", "ReduceMean", image, "axes", new int[] {2, 3}, "keepdims", 0);
        one("mean_all", "ReduceMean", image);
        since(18, "mean18", image).constant("a", new long[] {1}, 1).node("ReduceMean", "x a", "y").output("y");
        add("sum", image).constant("a", new long[] {-1}, 1).node("ReduceSum", "x a", "y", "keepdims", 0).output("y");
        one("max_channels", "ReduceMax", image, "axes", new int[] {1});
        one("min_batch", "ReduceMin", image, "axes", new int[] {0}, "keepdims", 0);
        one("l2", "ReduceL2", image, "axes", new int[] {1, 2});
        add("argmax", 2, 5).node("ArgMax", "x", "i", "axis", 1, "keepdims", 0).node("Cast", "i", "y", "to", 1).output("y");
    }

    private void recurrent() {
        for (String direction : new String[] {"forward", "bidirectional"}) {
            int d = direction.equals("forward") ? 1 : 2;
            add("gru_" + direction, 5, 1, 3).random("w", d, 12, 3).random("r", d, 12, 4).random("b", d, 24)
                .node("GRU", "x w r b", "h", "hidden_size", 4, "linear_before_reset", 1, "direction", direction)
                .node("Squeeze", "h a", "y").constant("a", new long[] {2}, 1).output("y");
            add("lstm_" + direction, 5, 1, 3).random("w", d, 16, 3).random("r", d, 16, 4).random("b", d, 32)
                .random("i", d, 1, 4).random("c", d, 1, 4)
                .node("LSTM", "x w r b - i c", "h - k", "hidden_size", 4, "direction", direction)
                .node("Add", "h k", "y").output("y");
        }
        add("gru_reset_first", 4, 2, 3).random("w", 1, 12, 3).random("r", 1, 12, 4).random("b", 1, 24)
            .node("GRU", "x w r b", "- y", "hidden_size", 4).output("y");
        add("rnn_reverse", 4, 2, 3).random("w", 1, 4, 3).random("r", 1, 4, 4)
            .node("RNN", "x w r", "y", "hidden_size", 4, "direction", "reverse").output("y");
    }

    private void networks() {
        add("residual", 1, 3, 8, 8).random("w1", 4, 3, 3, 3).random("b1", 4).random("w2", 4, 1, 3, 3).random("b2", 4)
            .random("w3", 4, 4, 1, 1).random("g", 4).random("h", 4).random("m", 4)
            .constant("v", new float[] {1, 2, 0.5f, 1}, 4).random("d", 10, 4).random("e", 10)
            .node("Conv", "x w1 b1", "c1", "pads", new int[] {1, 1, 1, 1}, "strides", new int[] {2, 2})
            .node("Relu", "c1", "r1").node("Conv", "r1 w2 b2", "c2", "pads", new int[] {1, 1, 1, 1}, "group", 4)
            .node("BatchNormalization", "c2 g h m v", "n2").node("Relu", "n2", "r2").node("Conv", "r2 w3", "c3")
            .node("Add", "c3 r1", "s").node("GlobalAveragePool", "s", "p").node("Flatten", "p", "f")
            .node("Gemm", "f d e", "l", "transB", 1).node("Softmax", "l", "y").output("y");
        add("conv_then_gru", 1, 4, 10).random("c", 5, 4, 3).random("w", 1, 9, 5).random("r", 1, 9, 3).random("b", 1, 18)
            .random("d", 2, 3).node("Conv", "x c", "h", "strides", new int[] {2}).node("Relu", "h", "a")
            .node("Transpose", "a", "t", "perm", new int[] {2, 0, 1})
            .node("GRU", "t w r b", "- s", "hidden_size", 3, "linear_before_reset", 1)
            .constant("z", new long[] {0}, 1).node("Squeeze", "s z", "q").node("Gemm", "q d", "y", "transB", 1).output("y");
        add("squeeze_excite", 1, 4, 5, 5).random("w", 4, 4, 1, 1).random("u", 4).node("GlobalAveragePool", "x", "p")
            .node("Conv", "p w u", "c").node("HardSigmoid", "c", "g", "alpha", 0.16666667f).node("Mul", "x g", "y").output("y");
    }

    private void rounded() {
        add("qdq_conv", 1, 2, 5, 5).constant("sx", new float[] {0.02f}).bytes("zx", 2, new int[] {100})
            .bytes("w", 3, new int[] {12, -100, 55, 7, 99, -3, 127, -127, 1, 2, 3, 4, 40, 50, -60, 70}, 2, 2, 2, 2)
            .constant("sw", new float[] {0.01f, 0.02f}, 2).bytes("zw", 3, new int[] {0, 0}, 2)
            .ints("b", new int[] {1000, -500}, 2).constant("sb", new float[] {0.0002f, 0.0004f}, 2)
            .ints("zb", new int[] {0, 0}, 2).constant("sy", new float[] {0.05f}).bytes("zy", 2, new int[] {0})
            .node("QuantizeLinear", "x sx zx", "xq").node("DequantizeLinear", "xq sx zx", "xd")
            .node("DequantizeLinear", "w sw zw", "wd", "axis", 0).node("DequantizeLinear", "b sb zb", "bd", "axis", 0)
            .node("Conv", "xd wd bd", "c").node("Relu", "c", "r").node("QuantizeLinear", "r sy zy", "rq")
            .node("DequantizeLinear", "rq sy zy", "rd").node("MaxPool", "rd", "p", "kernel_shape", new int[] {2, 2},
                "strides", new int[] {2, 2}).node("QuantizeLinear", "p sy zy", "pq").node("DequantizeLinear", "pq sy zy", "pd")
            .node("Flatten", "pd", "f").bytes("d", 3, new int[] {10, 20, -30, 40, 50, 60, -70, 80, 90, 100, 110, -120, 1, 2, 3, 4,
                5, 6, 7, 8, 9, 10, 11, 12}, 3, 8).constant("sd", new float[] {0.01f}).bytes("zd", 3, new int[] {0})
            .node("DequantizeLinear", "d sd zd", "dd").constant("so", new float[] {0.1f}).bytes("zo", 2, new int[] {128})
            .node("Gemm", "f dd", "g", "transB", 1).node("QuantizeLinear", "g so zo", "gq")
            .node("DequantizeLinear", "gq so zo", "y").output("y");
        add("qdq_residual", 1, 2, 4, 4).constant("sx", new float[] {0.02f}).bytes("zx", 3, new int[] {-5})
            .node("QuantizeLinear", "x sx zx", "xq").node("DequantizeLinear", "xq sx zx", "xd")
            .bytes("w", 3, new int[] {12, -100, 55, 7, 99, -3, 127, -127, 1, 2, 3, 4, 40, 50, -60, 70, 9, -8}, 2, 1, 3, 3)
            .constant("sw", new float[] {0.01f, 0.02f}, 2).bytes("zw", 3, new int[] {0, 0}, 2)
            .node("DequantizeLinear", "w sw zw", "wd", "axis", 0)
            .node("Conv", "xd wd", "c", "group", 2, "pads", new int[] {1, 1, 1, 1})
            .constant("sc", new float[] {0.06f}).bytes("zc", 3, new int[] {3})
            .node("QuantizeLinear", "c sc zc", "cq").node("DequantizeLinear", "cq sc zc", "cd")
            .node("Add", "cd xd", "a").constant("sa", new float[] {0.07f}).bytes("za", 3, new int[] {-10})
            .node("QuantizeLinear", "a sa za", "aq").node("DequantizeLinear", "aq sa za", "ad")
            .node("GlobalAveragePool", "ad", "p").constant("sp", new float[] {0.02f}).bytes("zp", 3, new int[] {0})
            .node("QuantizeLinear", "p sp zp", "pq").node("DequantizeLinear", "pq sp zp", "pd").node("Flatten", "pd", "f")
            .node("Sigmoid", "f", "s").constant("so", new float[] {1f / 256}).bytes("zo", 3, new int[] {-128})
            .node("QuantizeLinear", "s so zo", "sq").node("DequantizeLinear", "sq so zo", "y").output("y");
    }
}
