package dev.pipit.framework.compression.cluster;

import java.util.Arrays;

import dev.pipit.framework.compression.cluster.Clustering.Kind;
import dev.pipit.framework.compression.cluster.Clustering.Scope;

/**
 * The weights of one constant, each the product of a value and the scale of its channel. Weights of 8 bits keep the scales
 * that they have, and their values are whole numbers.
 *
 * <p>With retraining, values of {@link Kind#KMEANS} are shared by the same weights from the first step to the last, and follow
 * what the optimiser does to all of them. The coarser kinds keep the real weights in the background, where the steps of the
 * optimiser add up until a weight changes its value (straight-through estimator, Bengio et al. 2013).
 */
final class SharedWeights {
    private static final int LARGEST = 127;
    private static final int MOST_POWERS = 7;
    private static final double PRUNED = 0.1;          // so many zeros are no chance
    private static final float TERNARY_THRESHOLD = 0.7f;
    private static final double[] SIZES = {0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.15, 1.2, 1.25, 1.3};

    private final WeightTensor place;
    private final Clustering clustering;
    private final float[] real;
    private final boolean[] pruned;
    private final int[] chosen;
    private final float[] last;
    private final float[] scales;
    private double[] values = new double[0];
    private double size = Double.NaN;
    private boolean mirrored;

    SharedWeights(WeightTensor place, Clustering clustering) {
        this.place = place;
        this.clustering = clustering;
        real = place.reals();
        pruned = new boolean[real.length];
        int zeros = 0;
        for (int i = 0; i < real.length; i++) {
            pruned[i] = real[i] == 0;
            zeros += pruned[i] ? 1 : 0;
        }
        if (zeros < PRUNED * real.length) {
            Arrays.fill(pruned, false);
        }
        scales = place.whole() ? place.steps() : new float[place.channels()];
        chosen = new int[real.length];
        last = new float[real.length];
        share();
    }

    WeightTensor place() {
        return place;
    }

    /** The weights as the optimiser sees them. */
    float[] shared() {
        for (int i = 0; i < last.length; i++) {
            last[i] = pruned[i] ? 0 : (float) (scales[place.channel(i)] * values[chosen[i]]) + 0f;     // no negative zero
        }
        return last.clone();
    }

    /** The weights as they go into the file: relative values are whole multiples of a step. */
    float[] rounded() {
        shared();
        float[] weights = last.clone();
        boolean values8 = clustering.kind() == Kind.KMEANS || clustering.kind() == Kind.LOG2;
        if (values8 && perChannel() && !place.whole()) {
            double largest = Arrays.stream(values).map(Math::abs).max().orElse(1);
            for (int i = 0; i < weights.length; i++) {
                float step = ShortReals.of((float) (scales[place.channel(i)] * largest / LARGEST));
                weights[i] = pruned[i] || largest == 0 ? 0
                    : step * Math.round(values[chosen[i]] / largest * LARGEST) + 0f;
            }
        } else if (place.whole()) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] = pruned[i] ? 0 : scales[place.channel(i)] * whole(values[chosen[i]]);
            }
        }
        return weights;
    }

    private static float whole(double value) {
        return Math.max(-LARGEST, Math.min(LARGEST, Math.round(value)));
    }

    /** Takes over what an optimiser made of {@link #shared()}. */
    void follow(float... moved) {
        if (clustering.kind() == Kind.KMEANS) {
            refit(moved);
        } else {
            for (int i = 0; i < real.length; i++) {
                real[i] += pruned[i] ? 0 : moved[i] - last[i];
            }
            share();
        }
    }

    private boolean perChannel() {
        return clustering.scope() == Scope.CHANNEL || place.whole();
    }

    private void share() {
        switch (clustering.kind()) {
            case KMEANS -> {
                scaleByLargest();
                boolean zeros = any(pruned);
                values = kMeans(Math.max(1, clustering.values() - (zeros ? 1 : 0)));
            }
            case LOG2 -> {
                scaleByLargest();
                powers();
            }
            case TERNARY -> scaleByMeans(true);
            case BINARY -> scaleByMeans(false);
        }
        if (clustering.kind() != Kind.TERNARY) {
            for (int i = 0; i < real.length; i++) {
                chosen[i] = values.length == 0 ? 0 : KMeans.nearest(values, relative(i));
            }
        }
    }

    private float relative(int i) {
        float scale = scales[place.channel(i)];
        return scale == 0 ? 0 : real[i] / scale;
    }

    private static boolean any(boolean... some) {
        for (boolean each : some) {
            if (each) {
                return true;
            }
        }
        return false;
    }

    private void scaleByLargest() {
        if (place.whole()) {
            return;
        }
        Arrays.fill(scales, clustering.scope() == Scope.TENSOR ? 1 : 0);
        if (clustering.scope() == Scope.CHANNEL) {
            for (int i = 0; i < real.length; i++) {
                int c = place.channel(i);
                scales[c] = Math.max(scales[c], Math.abs(real[i]));
            }
        }
    }

    private float[] importance() {
        float[] importance = new float[real.length];
        for (int i = 0; i < real.length; i++) {
            float scale = scales[place.channel(i)];
            importance[i] = scale * scale;
        }
        return importance;
    }

    private float[] relative() {
        float[] relative = new float[real.length];
        for (int i = 0; i < real.length; i++) {
            relative[i] = relative(i);
        }
        return relative;
    }

    private double[] kMeans(int count) {
        float[] relative = relative();
        boolean up = false;
        boolean down = false;
        for (float each : relative) {
            up |= each == 1;
            down |= each == -1;
        }
        // the largest of some channels is above 0, of others below: in 8 bits both must become 127
        mirrored = clustering.scope() == Scope.CHANNEL && !place.whole() && up && down;
        double[] found = new KMeans(relative, importance(), pruned, mirrored).values(count);
        return place.whole() ? Arrays.stream(found).map(Math::rint).toArray() : found;
    }

    /** 0, and powers of two below the largest; of a size that fits best, found once. */
    private void powers() {
        int levels = Math.min(MOST_POWERS, Math.max(1, (clustering.values() - 1) / 2));
        if (!perChannel()) {
            double largest = 0;
            for (float weight : real) {
                largest = Math.max(largest, Math.abs(weight));
            }
            values = powers(largest == 0 ? 1 : Math.scalb(1.0, Math.getExponent(largest * 4 / 3)), levels);
            return;
        }
        values = powers(LARGEST + 1, levels);
        values[0] = -LARGEST;                               // for want of 128 in 8 bits
        values[values.length - 1] = LARGEST;
        if (!place.whole()) {
            fitSize();
            for (int c = 0; c < scales.length; c++) {
                scales[c] *= (float) (size / LARGEST);
            }
        }
    }

    private void fitSize() {
        double least = Double.POSITIVE_INFINITY;
        for (double each : Double.isNaN(size) ? SIZES : new double[0]) {
            double error = error(Arrays.stream(values).map(value -> value * each / LARGEST).toArray());
            if (error < least) {
                least = error;
                size = each;
            }
        }
    }

    private static double[] powers(double largest, int levels) {
        double[] powers = new double[2 * levels + 1];
        for (int k = 0; k < levels; k++) {
            powers[k] = -Math.scalb(largest, -k);
            powers[powers.length - 1 - k] = Math.scalb(largest, -k);
        }
        return powers;
    }

    private double error(double... some) {
        float[] importance = importance();
        double error = 0;
        for (int i = 0; i < real.length; i++) {
            if (!pruned[i]) {
                double x = relative(i);
                double away = x - some[KMeans.nearest(some, x)];
                error += importance[i] * away * away;
            }
        }
        return error;
    }

    /** One size: the mean of all that are not pruned, or of those above 0.7 of it, with 0 for the others. */
    private void scaleByMeans(boolean ternary) {
        boolean alone = !perChannel() || place.whole();
        double[] sums = new double[alone ? 1 : place.channels()];
        double[] counts = new double[sums.length];
        add(sums, counts, alone, new double[sums.length]);
        double[] thresholds = new double[sums.length];
        if (ternary) {
            for (int c = 0; c < sums.length; c++) {
                thresholds[c] = counts[c] == 0 ? 0 : TERNARY_THRESHOLD * sums[c] / counts[c];
            }
            add(sums, counts, alone, thresholds);
        }
        double one = place.whole() ? Math.max(1, Math.rint(sums[0] / Math.max(counts[0], 1e-30))) : 1;
        if (!place.whole()) {
            for (int c = 0; c < scales.length; c++) {
                int k = alone ? 0 : c;
                scales[c] = counts[k] == 0 ? 0 : (float) (sums[k] / counts[k]);
            }
        }
        values = ternary ? new double[] {-one, 0, one} : new double[] {-one, one};
        for (int i = 0; ternary && i < real.length; i++) {
            boolean large = size(i) >= thresholds[alone ? 0 : place.channel(i)];
            chosen[i] = large ? real[i] > 0 ? 2 : 0 : 1;
        }
    }

    private double size(int i) {
        return Math.abs(real[i]) / (place.whole() ? scales[place.channel(i)] : 1);
    }

    /** Sums of sizes above a threshold: of whole numbers by the squares of their steps, which is how much they weigh. */
    private void add(double[] sums, double[] counts, boolean alone, double... thresholds) {
        Arrays.fill(sums, 0);
        Arrays.fill(counts, 0);
        for (int i = 0; i < real.length; i++) {
            int c = alone ? 0 : place.channel(i);
            double step = place.whole() ? scales[place.channel(i)] : 1;
            double x = size(i);
            if (!pruned[i] && x >= thresholds[c]) {
                sums[c] += step * step * x;
                counts[c] += step * step;
            }
        }
    }

    /** Values, then scales, with the least squared error to moved weights. */
    private void refit(float... moved) {
        double[] sums = new double[values.length];
        double[] counts = new double[values.length];
        for (int i = 0; i < moved.length; i++) {
            if (!pruned[i]) {
                double scale = scales[place.channel(i)];
                sums[chosen[i]] += scale * moved[i];
                counts[chosen[i]] += scale * scale;
            }
        }
        for (int k = 0; k < values.length; k++) {
            values[k] = counts[k] > 0 ? sums[k] / counts[k] : values[k];
        }
        if (clustering.scope() == Scope.CHANNEL && !place.whole()) {
            mirror();
            refitScales(moved);
        }
    }

    private void mirror() {
        int end = values.length - 1;
        if (mirrored && end > 0 && values[0] < 0 && values[end] > 0) {
            double large = (values[end] - values[0]) / 2;
            values[0] = -large;
            values[end] = large;
        }
    }

    private void refitScales(float... moved) {
        double[] sums = new double[scales.length];
        double[] squares = new double[scales.length];
        for (int i = 0; i < moved.length; i++) {
            if (!pruned[i]) {
                double value = values[chosen[i]];
                sums[place.channel(i)] += value * moved[i];
                squares[place.channel(i)] += value * value;
            }
        }
        for (int c = 0; c < scales.length; c++) {
            scales[c] = squares[c] > 0 ? (float) (sums[c] / squares[c]) : scales[c];
        }
    }
}
