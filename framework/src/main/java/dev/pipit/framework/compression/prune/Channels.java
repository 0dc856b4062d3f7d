package dev.pipit.framework.compression.prune;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.pipit.framework.tflite.Operator;
import dev.pipit.framework.tflite.Options;
import dev.pipit.framework.tflite.Subgraph;
import dev.pipit.framework.tflite.TensorInfo;

/**
 * Which channels of which tensors belong together: what one filter computes, through all that passes it on. Channels that are
 * added up are one; a list that an image was flattened to has the image's channels in turn.
 */
final class Channels {
    /** Of a channel that cannot go. */
    private static final int NO_LAYER = -1;

    private final Subgraph main;
    private final List<Integer> parents = new ArrayList<>();
    private final List<Integer> layers = new ArrayList<>();
    private final List<Boolean> fixed = new ArrayList<>();
    private final Map<Integer, int[]> ids = new HashMap<>();

    Channels(Subgraph main) {
        this.main = main;
        main.inputs().forEach(input -> fix(fresh(input, NO_LAYER)));
        main.operators().forEach(this::follow);
        main.outputs().forEach(output -> fix(ids.get(output)));
    }

    /** The channel at each place of a tensor's last extent; null for a constant. */
    int[] of(int tensor) {
        int[] raw = ids.get(tensor);
        return raw == null ? null : Arrays.stream(raw).map(this::root).toArray();
    }

    /** How many numbers for channels there are. */
    int count() {
        return parents.size();
    }

    /** Whether nothing else than filters compute the channel, and nothing else than filters read it in the end. */
    boolean canGo(int channel) {
        return channel == root(channel) && !fixed.get(channel);
    }

    /** The first operator whose filters compute the channel. */
    int layer(int channel) {
        return layers.get(channel);
    }

    private int root(int id) {
        int root = id;
        while (parents.get(root) != root) {
            root = parents.get(root);
        }
        return root;
    }

    private TensorInfo info(int tensor) {
        return main.tensors().get(tensor);
    }

    private int last(int tensor) {
        int[] shape = info(tensor).shape();
        return shape.length == 0 ? 1 : shape[shape.length - 1];
    }

    private int[] fresh(int tensor, int layer) {
        int[] some = new int[last(tensor)];
        for (int i = 0; i < some.length; i++) {
            some[i] = parents.size();
            parents.add(some[i]);
            layers.add(layer);
            fixed.add(false);
        }
        ids.put(tensor, some);
        return some;
    }

    private void fix(int... some) {
        for (int id : some) {
            fixed.set(root(id), true);
        }
    }

    private void join(int one, int other) {
        int to = Math.min(root(one), root(other));
        int from = Math.max(root(one), root(other));
        parents.set(from, to);
        fixed.set(to, fixed.get(to) || fixed.get(from));
    }

    private void follow(Operator operator) {
        int out = operator.outputs().isEmpty() ? Operator.ABSENT : operator.outputs().get(0);
        int[] in = operator.inputs().isEmpty() ? null : ids.get(operator.inputs().get(0));
        if (out == Operator.ABSENT || in == null) {
            stop(operator);
            return;
        }
        switch (operator.code()) {
            case CONV_2D -> {
                if (in.length != last(operator.inputs().get(1)) || !constants(operator)) {
                    stop(operator);
                } else {
                    fresh(out, operator.index());
                }
            }
            case FULLY_CONNECTED -> {
                if (last(operator.inputs().get(1)) % in.length != 0 || !constants(operator)) {
                    stop(operator);
                } else {
                    fresh(out, operator.index());
                }
            }
            case DEPTHWISE_CONV_2D -> {
                if (in.length == 1) {
                    fresh(out, operator.index());
                } else {
                    ids.put(out, repeated(in, last(out)));
                }
            }
            case RELU, RELU6, TANH, LOGISTIC, HARD_SWISH, LEAKY_RELU, QUANTIZE, DEQUANTIZE, MAX_POOL_2D, AVERAGE_POOL_2D ->
                ids.put(out, in);
            case RESHAPE, SQUEEZE, EXPAND_DIMS -> {
                if (last(out) % in.length == 0) {
                    ids.put(out, alternating(in, last(out)));
                } else {
                    stop(operator);
                }
            }
            case PAD, MEAN, TRANSPOSE -> {
                boolean kept = last(out) == in.length && keepsChannels(operator);
                if (kept) {
                    ids.put(out, in);
                } else {
                    stop(operator);
                }
            }
            case ADD -> sum(operator, in, ids.get(operator.inputs().get(1)), out);
            case CONCATENATION -> concatenation(operator, out);
            default -> stop(operator);
        }
    }

    private boolean constants(Operator operator) {
        return info(operator.inputs().get(1)).constant().isPresent() && info(operator.inputs().get(1)).type().bits() >= 8;
    }

    private static int[] repeated(int[] in, int count) {
        int[] all = new int[count];
        Arrays.setAll(all, i -> in[i * in.length / count]);
        return all;
    }

    static int[] alternating(int[] in, int count) {
        int[] all = new int[count];
        Arrays.setAll(all, i -> in[i % in.length]);
        return all;
    }

    private void sum(Operator operator, int[] one, int[] other, int out) {
        if (other == null || other.length != one.length || last(out) != one.length) {
            stop(operator);
            return;
        }
        for (int i = 0; i < one.length; i++) {
            join(one[i], other[i]);
        }
        ids.put(out, one);
    }

    private void concatenation(Operator operator, int out) {
        int rank = info(out).shape().length;
        boolean channels = Math.floorMod(((Options.Concatenation) operator.options()).axis(), rank) == rank - 1;
        if (operator.inputs().stream().anyMatch(input -> !ids.containsKey(input)) || !channels) {
            stop(operator);
            return;
        }
        ids.put(out, operator.inputs().stream().flatMapToInt(input -> Arrays.stream(ids.get(input))).toArray());
    }

    /** Whether the last extent stays the last, and nothing is added to it. */
    private boolean keepsChannels(Operator operator) {
        TensorInfo settings = info(operator.inputs().get(1));
        int rank = info(operator.inputs().get(0)).shape().length;
        if (settings.constant().isEmpty()) {
            return false;
        }
        int[] numbers = new int[settings.elements()];
        settings.constant().get().duplicate().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(numbers);
        return switch (operator.code()) {
            case PAD -> numbers[2 * rank - 2] == 0 && numbers[2 * rank - 1] == 0;
            case TRANSPOSE -> numbers[rank - 1] == rank - 1;
            default -> Arrays.stream(numbers).noneMatch(axis -> Math.floorMod(axis, rank) == rank - 1);
        };
    }

    /** Nothing that it reads or writes may go. */
    private void stop(Operator operator) {
        operator.inputs().stream().filter(ids::containsKey).forEach(input -> fix(ids.get(input)));
        operator.outputs().forEach(output -> fix(fresh(output, NO_LAYER)));
    }
}
