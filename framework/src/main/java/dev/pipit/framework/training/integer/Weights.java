package dev.pipit.framework.training.integer;

/**
 * Weights of a layer as symmetric 8-bit numbers, with a scale for all of them or one for each output channel, and a bias
 * for each output channel, in steps of input scale × weight scale.
 *
 * @param values −127 to 127, in the layer's order
 * @param scales one, or one per output channel
 * @param bias   one per output channel
 */
@SuppressWarnings("ArrayRecordComponent")
public record Weights(byte[] values, float[] scales, int[] bias) {
    private static final int GREATEST = 127;
    /** Leaves as much room again for the sum of products. */
    private static final double GREATEST_BIAS = 1 << 30;

    public Weights {
        if (bias.length == 0 || scales.length != 1 && scales.length != bias.length) {
            throw new IllegalArgumentException("there must be one scale, or one for each bias: scales=" + scales.length
                + ", biases=" + bias.length);
        }
        for (float scale : scales) {
            if (!(scale > 0) || Float.isInfinite(scale)) {
                throw new IllegalArgumentException("scales must be finite and above 0: scale=" + scale);
            }
        }
    }

    /** A scale for each channel, which is the slowest index: what CONV_2D takes. */
    public static Weights channelsFirst(float[] weights, float[] bias, Scale input) {
        int each = check(weights, bias);
        return quantized(weights, bias, input, bias.length, i -> i / each);
    }

    /** A scale for each channel, which is the fastest index: what DEPTHWISE_CONV_2D takes. */
    public static Weights channelsLast(float[] weights, float[] bias, Scale input) {
        check(weights, bias);
        return quantized(weights, bias, input, bias.length, i -> i % bias.length);
    }

    /** One scale for all; the channel is the slowest index: what FULLY_CONNECTED takes everywhere. */
    public static Weights oneScale(float[] weights, float[] bias, Scale input) {
        check(weights, bias);
        return quantized(weights, bias, input, 1, i -> 0);
    }

    private interface ScaleIndex {
        int of(int weight);
    }

    private static int check(float[] weights, float[] bias) {
        if (bias.length == 0 || weights.length % bias.length != 0) {
            throw new IllegalArgumentException("there must be as many weights for each bias: weights=" + weights.length
                + ", biases=" + bias.length);
        }
        return weights.length / bias.length;
    }

    private static Weights quantized(float[] weights, float[] bias, Scale input, int count, ScaleIndex index) {
        float[] scales = scales(weights, bias, input, count, index);
        byte[] values = new byte[weights.length];
        for (int i = 0; i < values.length; i++) {
            double steps = weights[i] / (double) scales[index.of(i)];
            values[i] = (byte) Math.max(-GREATEST, Math.min(GREATEST, Scale.rounded(steps)));
        }
        int[] steps = new int[bias.length];
        for (int c = 0; c < steps.length; c++) {
            steps[c] = (int) Scale.rounded(bias[c] / ((double) input.scale() * scales[count == 1 ? 0 : c]));
        }
        return new Weights(values, scales, steps);
    }

    /** As fine as the greatest weight allows, and coarse enough for the bias to fit. */
    private static float[] scales(float[] weights, float[] bias, Scale input, int count, ScaleIndex index) {
        double[] least = new double[count];
        for (int i = 0; i < weights.length; i++) {
            finite(weights[i], "weight", i);
            least[index.of(i)] = Math.max(least[index.of(i)], Math.abs(weights[i]) / (double) GREATEST);
        }
        for (int c = 0; c < bias.length; c++) {
            finite(bias[c], "bias", c);
            int at = count == 1 ? 0 : c;
            least[at] = Math.max(least[at], Math.abs(bias[c]) / (input.scale() * GREATEST_BIAS));
        }
        float[] scales = new float[count];
        for (int i = 0; i < count; i++) {
            scales[i] = least[i] < Float.MIN_NORMAL ? 1f / GREATEST : (float) least[i];
        }
        return scales;
    }

    private static void finite(float value, String what, int index) {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException(what + "s must be finite: index=" + index + ", " + what + "=" + value);
        }
    }

    /** The scale of a channel's weights. */
    public float scale(int channel) {
        return scales[scales.length == 1 ? 0 : channel];
    }

    /** How many output channels there are. */
    public int channels() {
        return bias.length;
    }
}
