package dev.pipit.apps.onnx;

import java.util.Arrays;

import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorType;

/**
 * A convolution that steps over a signal of one channel, as spectrograms are computed: the samples between two steps become
 * channels, the weights are filled up with zeros to whole steps. The sums are the same, in the same order; kernels are fast
 * over channels, and slow over single samples.
 */
final class FramedSignal {
    private FramedSignal() {
    }

    static boolean fits(Value x, Value weights, Window window) {
        int stride = window.strides()[0];
        int length = x.shape()[2];
        int taps = taps(window);
        return x.shape()[1] == 1 && x.shape()[3] == 1 && weights.shape()[1] == 1 && !window.pads() && window.dilation()[0] == 1
            && stride > 1 && window.filter()[0] > stride && length % stride == 0
            && length / stride - taps == (length - window.filter()[0]) / stride;
    }

    private static int taps(Window window) {
        return (window.filter()[0] + window.strides()[0] - 1) / window.strides()[0];
    }

    static int convolution(Composer compose, Value x, Value weights, Window window, int[] shape, int bias) throws Unfit {
        int stride = window.strides()[0];
        int taps = taps(window);
        int filter = window.filter()[0];
        float[] from = compose.reals(weights);
        float[] to = new float[shape[3] * taps * stride];
        for (int c = 0; c < shape[3]; c++) {
            System.arraycopy(from, c * filter, to, c * taps * stride, filter);
        }
        Value framed = compose.constant(to, shape[3], taps, 1, stride);
        compose.multiples(weights.tensor()).ifPresent(scales -> compose.multiples(framed.tensor(), Arrays.copyOf(scales,
            scales.length)));
        int steps = compose.reshape(x.tensor(), x.shape()[0], x.shape()[2] / stride, 1, stride);
        return compose.run(OperatorCode.CONV_2D, new Options.Conv2d(Options.Padding.VALID, 1, 1, 1, 1, Options.Activation.NONE),
            TensorType.FLOAT32, shape, steps, framed.tensor(), bias);
    }
}
