package dev.pipit.framework.compression.prune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.DoubleConsumer;

import dev.pipit.framework.compression.retrain.Constraint;
import dev.pipit.framework.compression.retrain.Examples;
import dev.pipit.framework.compression.retrain.Retraining;
import dev.pipit.framework.compression.retrain.RetrainingSettings;
import dev.pipit.framework.compression.retrain.Trainable;
import dev.pipit.framework.tflite.Model;
import dev.pipit.framework.training.Loss;

/**
 * Leaves out channels, in a few rounds of training between which more and more go: a smaller dense network is left. What a
 * channel is added to, goes with it; what reads it, reads less.
 *
 * @param part       of the channels that can go, at least 0 and below 1
 * @param criterion  which
 * @param multiple   each layer keeps a multiple of so many, if it has as many: kernels compute them together
 * @param retraining how the others learn; steps of all rounds together
 */
public record ChannelPruning(double part, ChannelCriterion criterion, int multiple, RetrainingSettings retraining) {
    private static final int ROUNDS = 4;

    public ChannelPruning {
        if (!(part >= 0 && part < 1) || multiple < 1) {
            throw new IllegalArgumentException("part must be at least 0 and below 1, multiple at least 1: part=" + part
                + ", multiple=" + multiple);
        }
    }

    /**
     * The model with fewer channels, in the type that it has.
     *
     * @param norms    scales of the batch normalisation by tensor name, for that criterion; else empty
     * @param threads  that training is shared among
     * @param eachLoss told the loss of each step
     */
    public Model of(Model model, Examples examples, Map<String, float[]> norms, Executor threads, DoubleConsumer eachLoss) {
        Trainable original = Trainable.alike(model);
        examples.requireFor(original);
        List<float[]> targets = Retraining.targets(original, examples);
        Loss loss = Retraining.loss(original, examples);
        int rounds = retraining.steps() < ROUNDS ? 1 : ROUNDS;
        Map<Integer, Integer> sizes = sizes(new Channels(model.main()));
        int all = sizes.values().stream().mapToInt(size -> size).sum();
        if (all == 0) {
            throw new IllegalArgumentException("no channel can go: each is an input or an output, or read by what has no filters");
        }
        Map<String, float[]> left = new HashMap<>(norms);
        Model smaller = model;
        for (int round = 1; round <= rounds; round++) {
            double now = part * (1 - Math.pow(1 - (double) round / rounds, 3));
            smaller = narrowed(smaller, examples.inputs(), left, sizes, now, round == rounds);
            Trainable trainable = Trainable.alike(smaller);
            var settings = new RetrainingSettings(retraining.steps() / rounds, retraining.batch(), retraining.rate(),
                retraining.seed() + round);
            new Retraining(trainable, examples.inputs(), targets, loss, settings).run(Constraint.none(), threads, eachLoss);
            smaller = trainable.model();
        }
        return smaller;
    }

    /** How many channels of each layer can go. */
    private static Map<Integer, Integer> sizes(Channels channels) {
        Map<Integer, Integer> sizes = new TreeMap<>();
        for (int channel = 0; channel < channels.count(); channel++) {
            if (channels.canGo(channel)) {
                sizes.merge(channels.layer(channel), 1, Integer::sum);
            }
        }
        return sizes;
    }

    private Model narrowed(Model model, List<float[]> inputs, Map<String, float[]> norms, Map<Integer, Integer> sizes,
            double now, boolean last) {
        Channels channels = new Channels(model.main());
        Trainable trainable = Trainable.alike(model);
        Map<Integer, Double> worth = switch (criterion) {
            case MAGNITUDE -> ChannelScores.magnitude(trainable, channels);
            case ZEROS -> ChannelScores.used(trainable, channels, WeightPruning.spread(inputs));
            case NORM -> ChannelScores.given(norms, model.main().tensors(), channels);
        };
        int all = sizes.values().stream().mapToInt(size -> size).sum();
        int left = sizes(channels).values().stream().mapToInt(size -> size).sum();
        Set<Integer> gone = chosen(channels, worth, (int) Math.round(now * all) - (all - left), sizes, last);
        norms.replaceAll((name, scales) -> kept(model, channels, name, scales, gone));
        return Narrower.without(model, channels, gone);
    }

    private static float[] kept(Model model, Channels channels, String name, float[] scales, Set<Integer> gone) {
        for (var tensor : model.main().tensors()) {
            if (tensor.name().equals(name) && channels.of(tensor.index()) != null) {
                int[] of = channels.of(tensor.index());
                float[] kept = new float[scales.length];
                int count = 0;
                for (int i = 0; i < scales.length; i++) {
                    kept[count] = scales[i];
                    count += gone.contains(of[i]) ? 0 : 1;
                }
                return Arrays.copyOf(kept, count);
            }
        }
        return scales;
    }

    /** The least of all, as long as each layer keeps half of what it keeps in the mean; then the nearest multiple. */
    private Set<Integer> chosen(Channels channels, Map<Integer, Double> worth, int count,
            Map<Integer, Integer> sizes, boolean last) {
        Map<Integer, List<Integer>> layers = new TreeMap<>();
        for (int channel = 0; channel < channels.count(); channel++) {
            if (channels.canGo(channel) && worth.containsKey(channel)) {
                layers.computeIfAbsent(channels.layer(channel), key -> new ArrayList<>()).add(channel);
            }
        }
        Comparator<Integer> byWorth = Comparator.comparing(worth::get);
        layers.values().forEach(layer -> layer.sort(byWorth));
        List<Integer> ranked = layers.values().stream().flatMap(List::stream).sorted(byWorth).toList();
        Map<Integer, Integer> going = new HashMap<>();
        int taken = 0;
        for (int channel : ranked) {
            int layer = channels.layer(channel);
            int size = layers.get(layer).size();
            int least = Math.max(1, (int) Math.ceil(sizes.get(layer) * (1 - part) / 2));
            if (taken < count && size - going.getOrDefault(layer, 0) > least) {
                going.merge(layer, 1, Integer::sum);
                taken++;
            }
        }
        Set<Integer> gone = new HashSet<>();
        layers.forEach((layer, some) -> {
            int kept = some.size() - going.getOrDefault(layer, 0);
            gone.addAll(some.subList(0, some.size() - (last ? rounded(kept, some.size()) : kept)));
        });
        return gone;
    }

    private int rounded(int kept, int size) {
        int to = Math.max(multiple, (kept + multiple / 2) / multiple * multiple);
        return kept == size || size < multiple ? kept : Math.min(to, size);
    }
}
