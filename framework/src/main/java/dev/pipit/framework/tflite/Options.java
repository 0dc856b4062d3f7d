package dev.pipit.framework.tflite;

import java.util.List;

/** Settings of an operator, one record per kind of operator. */
public sealed interface Options {
    /** What is added around an image so that a kernel fits. */
    enum Padding { SAME, VALID }

    /** Applied to what an operator computed, in the same step. */
    enum Activation { NONE, RELU, RELU_N1_TO_1, RELU6, TANH, SIGN_BIT }

    /** No settings, or none that change the numbers. */
    record None() implements Options { }

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
    record FullyConnected(Activation activation, boolean keepDimensions) implements Options { }

    /** SOFTMAX. */
    record Softmax(float beta) implements Options { }

    /** ADD, SUB, MUL, DIV. {@code powerOfTwoScale} asks for an older int16 rule. */
    record Arithmetic(Activation activation, boolean powerOfTwoScale) implements Options { }

    /** CONCATENATION. */
    record Concatenation(int axis, Activation activation) implements Options { }

    /** RESHAPE; the shape is empty where it comes as a tensor. */
    record Reshape(List<Integer> shape) implements Options { }

    /** STRIDED_SLICE; each mask has a bit per dimension. */
    record StridedSlice(int beginMask, int endMask, int ellipsisMask, int newAxisMask, int shrinkAxisMask,
            boolean offset) implements Options { }

    /** SPLIT, SPLIT_V. */
    record Split(int parts) implements Options { }

    /** VAR_HANDLE: which variable. */
    record VarHandle(String container, String sharedName) implements Options { }

    /** CALL_ONCE: which subgraph runs once, before everything else. */
    record CallOnce(int subgraph) implements Options { }

    /** The bytes that a custom operator brings along. */
    @SuppressWarnings("ArrayRecordComponent")
    record Custom(byte[] bytes) implements Options { }
}
