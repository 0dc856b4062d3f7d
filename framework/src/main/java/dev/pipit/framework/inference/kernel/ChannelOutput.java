package dev.pipit.framework.inference.kernel;

import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.tflite.ModelFormatException;
import dev.pipit.framework.tflite.Options.Activation;
import dev.pipit.framework.tflite.Quantization;
import dev.pipit.framework.tflite.TensorType;

/**
 * How the sum of products of an output channel becomes a quantized number: scaled, shifted, cut off.
 *
 * @param inputOffset  added to each input before it is multiplied: minus its zero point
 * @param filterOffset added to each weight; 0 where weights are symmetric
 * @param bias         of each channel, zeros where the model has none
 * @param wide         whether sums are of 64 bits and are scaled as such
 * @param rescale      of each channel
 * @param outputOffset added after scaling: the output's zero point
 * @param range        what the type and the activation leave
 */
@SuppressWarnings("ArrayRecordComponent")
public record ChannelOutput(int inputOffset, int filterOffset, long[] bias, boolean wide, ChannelRescale rescale,
        int outputOffset, Range range) {
    /** Of a sum in 32 bits. */
    public int of(int sum, int channel) {
        return range.clamp(rescale.apply(sum, channel) + outputOffset);
    }

    /** Of a sum in 64 bits. */
    public int ofWide(long sum, int channel) {
        int scaled = wide ? rescale.applyWide(sum, channel) : rescale.apply((int) sum, channel);
        return range.clamp(scaled + outputOffset);
    }

    /** The same for sums of 32 bits. */
    ChannelOutput narrow() {
        return new ChannelOutput(inputOffset, filterOffset, bias, false, rescale, outputOffset, range);
    }

    /** For weights that are symmetric, with a scale for all or one for each channel along {@code axis}. */
    static ChannelOutput symmetric(Node node, Filter filter, int axis, Activation activation)
            throws ModelFormatException {
        Quantization weights = symmetricWeights(node, filter, axis);
        double input = node.quantization(filter.input()).scale();
        double output = node.quantization(filter.output()).scale();
        List<Rescale> channels = new ArrayList<>();
        for (int c = 0; c < filter.channels(); c++) {
            double weight = weights.scales()[weights.perAxis() ? c : 0];
            channels.add(node.rescale(input * weight / output));
        }
        return of(node, filter, 0, channels, activation);
    }

    /** Scales of the weights, one for all or one for each channel along {@code axis}, without zero points. */
    static Quantization symmetricWeights(Node node, Filter filter, int axis) throws ModelFormatException {
        Quantization weights = node.anyQuantization(filter.weights());
        for (int zeroPoint : weights.zeroPoints()) {
            node.require(zeroPoint == 0, "weights must have zero points of 0: zeroPoint=%s", zeroPoint);
        }
        node.require(!weights.perAxis() || weights.axis() == axis && weights.scales().length == filter.channels(),
            "weights must have a scale for all or for each of %s channels: scales=%s, axis=%s", filter.channels(),
            weights.scales().length, weights.axis());
        return weights;
    }

    /** For weights with one scale and any zero point; the product of scales is rounded to float, as the source does. */
    static ChannelOutput affine(Node node, Filter filter, Activation activation) throws ModelFormatException {
        Quantization weights = node.quantization(filter.weights());
        float product = node.quantization(filter.input()).scale() * weights.scale();
        Rescale all = node.rescale(product / (double) node.quantization(filter.output()).scale());
        List<Rescale> channels = new ArrayList<>();
        for (int c = 0; c < filter.channels(); c++) {
            channels.add(all);
        }
        return of(node, filter, -weights.zeroPoint(), channels, activation);
    }

    private static ChannelOutput of(Node node, Filter filter, int filterOffset, List<Rescale> channels,
            Activation activation) throws ModelFormatException {
        int inputZero = node.quantization(filter.input()).zeroPoint();
        int outputZero = node.quantization(filter.output()).zeroPoint();
        node.require(filter.input().type() != TensorType.INT16 || inputZero == 0 && outputZero == 0,
            "INT16 tensors must have zero points of 0: input=%s, output=%s", inputZero, outputZero);
        return new ChannelOutput(-inputZero, filterOffset, filter.bias(node), filter.wide(),
            new ChannelRescale(channels, node.surroundings().roundsOnce()), outputZero,
            Range.of(node, activation, filter.output()));
    }
}
