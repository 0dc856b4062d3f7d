package dev.pipit.framework.compression.quantize;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import dev.pipit.framework.tflite.Quantization;

/**
 * Weights as whole numbers without zero points, of 8 bits or 4, with a scale for the tensor or for each channel.
 *
 * @param values       row-major, from −127 to 127 or −7 to 7
 * @param quantization one scale per channel, or one
 */
@SuppressWarnings("ArrayRecordComponent")
record RoundedWeights(byte[] values, Quantization quantization) {
    private static final int SHRINKS = 60;

    /** How weights lie in memory: {@code channels} along {@code axis}, of which {@code inner} numbers lie behind each other. */
    record Layout(int channels, int axis, int inner, boolean perChannel) {
        static Layout of(int[] shape, int axis, boolean perChannel) {
            int inner = 1;
            for (int d = axis + 1; d < shape.length; d++) {
                inner *= shape[d];
            }
            return new Layout(shape[axis], axis, inner, perChannel);
        }

        int channel(int i) {
            return i / inner % channels;
        }
    }

    /**
     * Rounds weights. A scale is never so small that a bias, in steps of {@code inputScale} times it, would not fit 32 bits.
     *
     * @param biases one per channel
     */
    static RoundedWeights of(float[] weights, Layout layout, float[] biases, float inputScale, int bits) {
        int most = (1 << bits - 1) - 1;
        int scales = layout.perChannel ? layout.channels : 1;
        double[] largest = new double[scales];
        for (int i = 0; i < weights.length; i++) {
            int k = layout.perChannel ? layout.channel(i) : 0;
            largest[k] = Math.max(largest[k], Math.abs(weights[i]));
        }
        float[] steps = new float[scales];
        for (int k = 0; k < scales; k++) {
            double step = bits < Byte.SIZE ? smallestError(weights, layout, k, largest[k], most) : largest[k] / most;
            double bias = 0;
            for (int c = 0; c < layout.channels; c++) {
                bias = layout.perChannel && c != k ? bias : Math.max(bias, Math.abs(biases[c]));
            }
            step = Math.max(step, bias / ((double) inputScale * (1 << 30)));
            steps[k] = (float) Math.max(step == 0 ? 1 : step, Float.MIN_NORMAL);
        }
        byte[] values = new byte[weights.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) rounded(weights[i] / steps[layout.perChannel ? layout.channel(i) : 0], most);
        }
        return new RoundedWeights(values, new Quantization(steps, new int[scales], layout.perChannel ? layout.axis : 0));
    }

    /** With few bits it is better to clip the largest: the step with the smallest mean square of the error. */
    private static double smallestError(float[] weights, Layout layout, int channel, double largest, int most) {
        double best = largest / most;
        double least = Double.POSITIVE_INFINITY;
        for (int shrink = 0; shrink < SHRINKS; shrink++) {
            double step = largest / most * (1 - shrink / (1.5 * SHRINKS));
            double sum = 0;
            for (int i = 0; step > 0 && i < weights.length; i++) {
                if (!layout.perChannel || layout.channel(i) == channel) {
                    double error = weights[i] - step * rounded(weights[i] / step, most);
                    sum += error * error;
                }
            }
            if (sum < least) {
                least = sum;
                best = step;
            }
        }
        return best;
    }

    /** Halves away from zero. */
    private static int rounded(double steps, int most) {
        double q = Math.signum(steps) * Math.floor(Math.abs(steps) + 0.5);
        return (int) Math.max(-most, Math.min(most, q));
    }

    /** As a file keeps them; 4 bits two to a byte, the lower ones first. */
    ByteBuffer bytes(int bits) {
        if (bits == Byte.SIZE) {
            return ByteBuffer.wrap(values);
        }
        byte[] packed = new byte[(values.length + 1) / 2];
        for (int i = 0; i < values.length; i++) {
            packed[i / 2] |= (byte) ((values[i] & 0xF) << (i % 2 == 0 ? 0 : 4));
        }
        return ByteBuffer.wrap(packed);
    }

    /** The scales of a bias: those of the weights times that of the input. */
    Quantization biasQuantization(float inputScale) {
        float[] scales = new float[quantization.scales().length];
        for (int k = 0; k < scales.length; k++) {
            scales[k] = Math.max(inputScale * quantization.scales()[k], Float.MIN_NORMAL);
        }
        return new Quantization(scales, new int[scales.length], 0);
    }

    /** A bias in steps of its scales, of 32 bits or, for activations of 16, of 64. */
    ByteBuffer biasBytes(float[] biases, float inputScale, boolean wide) {
        float[] scales = biasQuantization(inputScale).scales();
        ByteBuffer bytes = ByteBuffer.allocate((wide ? Long.BYTES : Integer.BYTES) * biases.length)
            .order(ByteOrder.LITTLE_ENDIAN);
        for (int c = 0; c < biases.length; c++) {
            double q = Math.rint(biases[c] / (double) scales[scales.length > 1 ? c : 0]);
            if (wide) {
                bytes.putLong((long) q);
            } else {
                bytes.putInt((int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, q)));
            }
        }
        return bytes.flip();
    }
}
