package dev.pipit.framework.compression.prune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.pipit.framework.compression.retrain.Constraint;
import dev.pipit.framework.compression.retrain.Trainable;
import dev.pipit.framework.compression.retrain.Weights;
import dev.pipit.framework.tflite.OperatorCode;

/**
 * Keeps more and more weights at 0: s · (1 − (1 − t)³) of them at time t of the ramp, many at first, few in the end (Zhu and
 * Gupta 2017). The ramp ends after two thirds of the steps; the rest learn with the weights that are left.
 */
final class Sparsity implements Constraint {
    private static final double RAMP = 2.0 / 3;
    private static final int CHANGES = 20;
    /** Of the weights of a layer: so that none falls away as a whole. */
    private static final double LEAST_KEPT = 0.02;

    private final List<Weights> weights;
    private final List<boolean[]> zero = new ArrayList<>();
    private final WeightCriterion criterion;
    private final double target;
    private final Curvature curvature;
    private final Trainable trainable;
    private final List<float[]> inputs;
    private final long seed;

    Sparsity(Trainable trainable, WeightCriterion criterion, double target, List<float[]> inputs, long seed) {
        this.trainable = trainable;
        this.criterion = criterion;
        this.target = target;
        this.inputs = inputs;
        this.seed = seed;
        this.curvature = new Curvature(trainable);
        this.weights = trainable.weights().stream().filter(each -> prunes(each, criterion)).toList();
        weights.forEach(each -> zero.add(new boolean[each.parameter().values().length]));
    }

    static boolean prunes(Weights weights, WeightCriterion criterion) {
        return !weights.isBias()
            && (criterion == WeightCriterion.HESSIAN || weights.operator().code() != OperatorCode.DEPTHWISE_CONV_2D);
    }

    @Override
    public void apply(int done, int of) {
        int ramp = (int) (RAMP * of);
        int every = Math.max(1, ramp / CHANGES);
        if (done == ramp || done < ramp && done % every == 0) {
            double time = ramp == 0 ? 1 : (double) done / ramp;
            choose(target * (1 - Math.pow(1 - time, 3)));
        }
        for (int w = 0; w < weights.size(); w++) {
            float[] values = weights.get(w).parameter().values();
            for (int i = 0; i < values.length; i++) {
                values[i] = zero.get(w)[i] ? 0 : values[i];
            }
        }
    }

    private void choose(double part) {
        List<double[]> scores = scores();
        if (criterion == WeightCriterion.MAGNITUDE) {
            for (int w = 0; w < scores.size(); w++) {
                mark(w, scores.get(w), threshold(scores.get(w), part));
            }
            return;
        }
        double[] all = scores.stream().flatMapToDouble(Arrays::stream).toArray();
        double threshold = threshold(all, part);
        for (int w = 0; w < scores.size(); w++) {
            mark(w, scores.get(w), Math.min(threshold, threshold(scores.get(w), 1 - LEAST_KEPT)));
        }
    }

    private List<double[]> scores() {
        List<double[]> curved = criterion == WeightCriterion.HESSIAN ? curvature.diagonal(inputs, seed) : List.of();
        List<double[]> scores = new ArrayList<>();
        for (Weights each : weights) {
            float[] values = each.parameter().values();
            double[] score = new double[values.length];
            int place = trainable.weights().indexOf(each);
            for (int i = 0; i < score.length; i++) {
                double square = (double) values[i] * values[i];
                score[i] = curved.isEmpty() ? square : curved.get(place)[i] * square / 2;
            }
            scores.add(score);
        }
        return scores;
    }

    /** What so many of the scores are below or at. */
    private static double threshold(double[] scores, double part) {
        int count = (int) Math.round(part * scores.length);
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        return count == 0 ? Double.NEGATIVE_INFINITY : sorted[count - 1];
    }

    /** A weight that is 0 already, and does not curve the loss, is among the lowest. */
    private void mark(int w, double[] scores, double threshold) {
        for (int i = 0; i < scores.length; i++) {
            zero.get(w)[i] = scores[i] <= threshold;
        }
    }
}
