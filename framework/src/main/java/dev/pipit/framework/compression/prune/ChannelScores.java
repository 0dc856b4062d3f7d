package dev.pipit.framework.compression.prune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.pipit.framework.compression.retrain.Trainable;
import dev.pipit.framework.compression.retrain.Weights;
import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.OperatorCode;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.TensorInfo;
import dev.pipit.framework.training.Layer;
import dev.pipit.framework.training.Pass;

/** How much each channel is worth: the mean of what its places are worth. A channel without a worth cannot go. */
final class ChannelScores {
    private final Channels channels;
    private final Map<Integer, Double> sums = new HashMap<>();
    private final Map<Integer, Integer> counts = new HashMap<>();

    private ChannelScores(Channels channels) {
        this.channels = channels;
    }

    /** Worth by channel, of those that have one. */
    private Map<Integer, Double> means() {
        Map<Integer, Double> means = new HashMap<>();
        sums.forEach((channel, sum) -> means.put(channel, sum / counts.get(channel)));
        return means;
    }

    private void add(int tensor, double... worth) {
        int[] of = channels.of(tensor);
        for (int i = 0; i < worth.length; i++) {
            sums.merge(of[i], worth[i], Double::sum);
            counts.merge(of[i], 1, Integer::sum);
        }
    }

    /** The length of the filters, as part of the mean length in their layer. */
    static Map<Integer, Double> magnitude(Trainable trainable, Channels channels) {
        var scores = new ChannelScores(channels);
        for (Weights weights : trainable.weights()) {
            if (!weights.isBias()) {
                double[] lengths = new double[weights.filters()];
                float[] values = weights.parameter().values();
                for (int i = 0; i < values.length; i++) {
                    lengths[i % lengths.length] += (double) values[i] * values[i];
                }
                Arrays.setAll(lengths, f -> Math.sqrt(lengths[f]));
                double mean = Arrays.stream(lengths).average().orElse(0);
                Arrays.setAll(lengths, f -> lengths[f] / Math.max(mean, Double.MIN_NORMAL));
                scores.add(weights.operator().outputs().get(0), lengths);
            }
        }
        return scores.means();
    }

    /** How often a channel is not 0 behind its rectifiers. */
    static Map<Integer, Double> used(Trainable trainable, Channels channels, List<float[]> inputs) {
        List<Integer> rectified = new ArrayList<>();
        for (Operator operator : trainable.original().main().operators()) {
            if (isRectifier(operator)) {
                rectified.add(operator.outputs().get(0));
            }
        }
        Map<Integer, double[]> shares = new HashMap<>();
        Pass pass = trainable.network().pass(1);
        for (float[] input : inputs) {
            System.arraycopy(input, 0, pass.input(), 0, input.length);
            pass.forward(Layer.Mode.inference());
            for (int tensor : rectified) {
                float[] values = pass.output(trainable.number(tensor));
                double[] share = shares.computeIfAbsent(tensor, key -> new double[channels.of(tensor).length]);
                for (int i = 0; i < values.length; i++) {
                    share[i % share.length] += values[i] == 0 ? 0 : (double) share.length / values.length / inputs.size();
                }
            }
        }
        var scores = new ChannelScores(channels);
        rectified.forEach(tensor -> scores.add(tensor, shares.get(tensor)));
        return scores.means();
    }

    private static boolean isRectifier(Operator operator) {
        Options options = operator.options();
        Options.Activation fused = options instanceof Options.Conv2d o ? o.activation()
            : options instanceof Options.DepthwiseConv2d o ? o.activation()
            : options instanceof Options.FullyConnected o ? o.activation()
            : options instanceof Options.Arithmetic o ? o.activation() : Options.Activation.NONE;
        return operator.code() == OperatorCode.RELU || operator.code() == OperatorCode.RELU6
            || fused == Options.Activation.RELU || fused == Options.Activation.RELU6;
    }

    /** Given for each channel of some tensors, by their names. */
    static Map<Integer, Double> given(Map<String, float[]> worth, List<TensorInfo> tensors, Channels channels) {
        var scores = new ChannelScores(channels);
        for (TensorInfo tensor : tensors) {
            float[] some = worth.get(tensor.name());
            int[] of = channels.of(tensor.index());
            if (some != null && of != null) {
                if (some.length != of.length) {
                    throw new IllegalArgumentException("must be as many scales as channels: tensor=" + tensor + ", scales="
                        + some.length);
                }
                double[] sizes = new double[some.length];
                Arrays.setAll(sizes, i -> Math.abs(some[i]));
                scores.add(tensor.index(), sizes);
            }
        }
        return scores.means();
    }
}
