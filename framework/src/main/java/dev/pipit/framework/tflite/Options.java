package dev.pipit.framework.tflite;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Settings of an operator, one record per kind of operator. */
public sealed interface Options {
    /** What is added around an image so that a kernel fits. */
    enum Padding {
        SAME(0),
        VALID(1);

        private final int code;

        Padding(int code) {
            this.code = code;
        }

        /** The schema's number. */
        public int code() {
            return code;
        }
    }

    /** Applied to what an operator computed, in the same step. */
    enum Activation {
        NONE(0),
        RELU(1),
        RELU_N1_TO_1(2),
        RELU6(3),
        TANH(4),
        SIGN_BIT(5);

        private final int code;

        Activation(int code) {
            this.code = code;
        }

        /** The schema's number. */
        public int code() {
            return code;
        }
    }

    /** No settings, or none that change the numbers. */
    record None() implements Options { }

    /** Settings that are not read here, of an operator that is too rare. They cannot be written again. */
    record Unread() implements Options { }

    /** CONV_2D. */
    record Conv2d(Padding padding, int strideWidth, int strideHeight, int dilationWidth, int dilationHeight,
            Activation activation) implements Options { }

    /** DEPTHWISE_CONV_2D. */
    record DepthwiseConv2d(Padding padding, int strideWidth, int strideHeight, int dilationWidth, int dilationHeight,
            int depthMultiplier, Activation activation) implements Options { }

    /** AVERAGE_POOL_2D, MAX_POOL_2D, L2_POOL_2D. */
    record Pool2d(Padding padding, int strideWidth, int strideHeight, int filterWidth, int filterHeight,
            Activation activation) implements Options { }

    /** FULLY_CONNECTED. */
    record FullyConnected(Activation activation, boolean keepDimensions, boolean asymmetricInput) implements Options {
        /** With an input that, where it is rounded, is rounded without a zero point. */
        public FullyConnected(Activation activation, boolean keepDimensions) {
            this(activation, keepDimensions, false);
        }
    }

    /** SOFTMAX. */
    record Softmax(float beta) implements Options { }

    /** ADD, SUB, MUL, DIV. {@code powerOfTwoScale} asks for an older int16 rule. */
    record Arithmetic(Activation activation, boolean powerOfTwoScale) implements Options { }

    /** CONCATENATION. */
    record Concatenation(int axis, Activation activation) implements Options { }

    /** RESHAPE; the shape is empty where it comes as a tensor. */
    record Reshape(List<Integer> shape) implements Options {
        public Reshape {
            shape = List.copyOf(shape);
        }
    }

    /** STRIDED_SLICE; each mask has a bit per dimension. */
    record StridedSlice(int beginMask, int endMask, int ellipsisMask, int newAxisMask, int shrinkAxisMask,
            boolean offset) implements Options { }

    /** SPLIT, SPLIT_V. */
    record Split(int parts) implements Options { }

    /** VAR_HANDLE: which variable. */
    record VarHandle(String container, String sharedName) implements Options { }

    /** CALL_ONCE: which subgraph runs once, before everything else. */
    record CallOnce(int subgraph) implements Options { }

    /** IF: which subgraph runs when the first input is true, and which when it is not. */
    record If(int thenSubgraph, int elseSubgraph) implements Options { }

    /** WHILE: the second subgraph runs as long as the first says so. */
    record While(int conditionSubgraph, int bodySubgraph) implements Options { }

    /** SVDF. */
    record Svdf(int rank, Activation activation) implements Options { }

    /**
     * UNIDIRECTIONAL_SEQUENCE_LSTM. Cell and projection are clipped to ± the number given, not at all for 0; the first
     * dimension is time if {@code timeMajor}, the batch otherwise.
     */
    record SequenceLstm(Activation activation, float cellClip, float projectionClip, boolean timeMajor,
            boolean diagonalRecurrence) implements Options { }

    /** MEAN, SUM, REDUCE_MAX, REDUCE_MIN, REDUCE_PROD, REDUCE_ANY, REDUCE_ALL. */
    record Reduce(boolean keepDimensions) implements Options { }

    /** LEAKY_RELU: the slope below 0. */
    record LeakyRelu(float alpha) implements Options { }

    /** PACK. */
    record Pack(int values, int axis) implements Options { }

    /** UNPACK. */
    record Unpack(int values, int axis) implements Options { }

    /** SQUEEZE: which dimensions of extent 1 go; all of them where none is named. */
    record Squeeze(List<Integer> dimensions) implements Options {
        public Squeeze {
            dimensions = List.copyOf(dimensions);
        }
    }

    /** GATHER. */
    record Gather(int axis, int batchDimensions) implements Options { }

    /** ARG_MAX, ARG_MIN: the type of the indices. */
    record ArgExtreme(TensorType outputType) implements Options { }

    /** MIRROR_PAD: whether the border itself is repeated. */
    record MirrorPad(boolean symmetric) implements Options { }

    /** TRANSPOSE_CONV. */
    record TransposeConv(Padding padding, int strideWidth, int strideHeight, Activation activation)
            implements Options { }

    /** BATCH_MATMUL: which of the two are transposed first. */
    record BatchMatmul(boolean adjointX, boolean adjointY) implements Options { }

    /** CAST, as the file says it; the types of the tensors decide. */
    record Cast(TensorType inputType, TensorType outputType) implements Options { }

    /** SHAPE: the type of the extents. */
    record Shape(TensorType outputType) implements Options { }

    /** RESIZE_BILINEAR, RESIZE_NEAREST_NEIGHBOR. */
    record Resize(boolean alignCorners, boolean halfPixelCenters) implements Options { }

    /** DEPTH_TO_SPACE. */
    record DepthToSpace(int blockSize) implements Options { }

    /** SPACE_TO_DEPTH. */
    record SpaceToDepth(int blockSize) implements Options { }

    /** CUMSUM. */
    record Cumsum(boolean exclusive, boolean reverse) implements Options { }

    /** L2_NORMALIZATION. */
    record L2Normalization(Activation activation) implements Options { }

    /** GELU: by tanh, or exactly. */
    record Gelu(boolean approximate) implements Options { }

    /** The bytes that a custom operator brings along. */
    @SuppressWarnings("ArrayRecordComponent")
    record Custom(byte[] bytes) implements Options {
        /** The whole number with a name, or 0 or 1 for a truth, where the bytes are a FlexBuffers map that has it. */
        public OptionalInt number(String name) {
            return CustomNumber.named(name, bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Custom custom && Arrays.equals(bytes, custom.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Custom[" + bytes.length + " bytes]";
        }
    }
}
