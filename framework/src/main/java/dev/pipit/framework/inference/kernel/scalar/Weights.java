package dev.pipit.framework.inference.kernel.scalar;

import dev.pipit.framework.inference.kernel.ChannelOutput;
import dev.pipit.framework.inference.kernel.Filter;
import dev.pipit.framework.inference.kernel.Storage;
import dev.pipit.framework.tflite.TensorType;

/**
 * The weights of constant 8-bit filters as numbers that need no offset: a sum over raw inputs x that starts from {@code
 * start} equals the sum over {@code (x + inputOffset) · (w + filterOffset)} that starts from the bias.
 *
 * <p>Shape: values {@code [channels, count]}.
 *
 * @param values   with their offset added
 * @param start    the bias, with what the input's offset adds
 * @param greatest per channel: no partial sum is greater than this, whatever the input
 */
@SuppressWarnings("ArrayRecordComponent")
public record Weights(int[] values, int[] start, long[] greatest) {
    private static final int GREATEST_INPUT = 128;

    /** How many per channel. */
    public int count() {
        return values.length / start.length;
    }

    /** How many channels. */
    public int channels() {
        return start.length;
    }

    /** The same number of weights for each channel, channel by channel. */
    public static Weights rows(Filter filter, ChannelOutput output) {
        int channels = filter.channels();
        int count = filter.weights().elements() / channels;
        return of(filter, output, count, count, 1);
    }

    /** Channel last, as depthwise filters have it. */
    public static Weights columns(Filter filter, ChannelOutput output) {
        int channels = filter.channels();
        return of(filter, output, filter.weights().elements() / channels, 1, channels);
    }

    private static Weights of(Filter filter, ChannelOutput output, int count, int perChannel, int perWeight) {
        int channels = filter.channels();
        Storage storage = filter.weights().storage();
        int[] values = new int[channels * count];
        int[] start = new int[channels];
        long[] greatest = new long[channels];
        for (int c = 0; c < channels; c++) {
            long sum = 0;
            long magnitude = 0;
            for (int k = 0; k < count; k++) {
                int value = storage.int8(c * perChannel + k * perWeight) + output.filterOffset();
                values[c * count + k] = value;
                sum += value;
                magnitude += Math.abs(value);
            }
            long from = output.bias()[c] + output.inputOffset() * sum;
            start[c] = (int) from;
            greatest[c] = Math.abs(from) + magnitude * GREATEST_INPUT;
        }
        return new Weights(values, start, greatest);
    }

    /** Whether no partial sum of any channel is greater than {@code bound}. */
    public boolean stayWithin(long bound) {
        boolean within = true;
        for (long each : greatest) {
            within &= each <= bound;
        }
        return within;
    }

    /**
     * Whether a filter can be rearranged ahead: 8-bit, signed, and known when the model is prepared. Weights of 4 bits lie
     * one to a byte by then.
     */
    public static boolean areFixed(Filter filter) {
        TensorType weights = filter.weights().type();
        return filter.input().type() == TensorType.INT8 && (weights == TensorType.INT8 || weights == TensorType.INT4)
            && filter.output().type() == TensorType.INT8 && filter.weights().info().constant().isPresent();
    }
}
