package dev.pipit.framework.compression.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import dev.pipit.framework.tflite.Model;

/**
 * Finds which layers bear a coarse clustering: each is tried alone, then they are taken together, from the one that loses
 * least on, as long as the model loses no more than it may.
 */
public final class Bearing {
    private Bearing() {
    }

    /** What a layer alone costs. */
    private record Cost(int tensor, double loss) { }

    /**
     * Tells which constants bear it.
     *
     * @param tensors of them, for example all {@link Clusters#tensors}
     * @param rest    what the others share
     * @param score   how good a model is: the more, the better
     * @param most    that the score may fall from that of the model in which all share {@code rest}
     * @return what each constant shares
     */
    public static Map<Integer, Clustering> plan(Model model, List<Integer> tensors, Clustering coarse, Clustering rest,
            ToDoubleFunction<Model> score, double most) {
        Map<Integer, Clustering> plan = new HashMap<>();
        tensors.forEach(tensor -> plan.put(tensor, rest));
        double whole = score.applyAsDouble(Clusters.of(model, plan));
        List<Cost> costs = new ArrayList<>();
        for (int tensor : tensors) {
            plan.put(tensor, coarse);
            costs.add(new Cost(tensor, whole - score.applyAsDouble(Clusters.of(model, plan))));
            plan.put(tensor, rest);
        }
        costs.sort(Comparator.comparingDouble(Cost::loss).thenComparing(Cost::tensor));
        for (Cost each : costs) {
            plan.put(each.tensor, coarse);
            if (whole - score.applyAsDouble(Clusters.of(model, plan)) > most) {
                plan.put(each.tensor, rest);
            }
        }
        return plan;
    }
}
