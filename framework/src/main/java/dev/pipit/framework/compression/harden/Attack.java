package dev.pipit.framework.compression.harden;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Changes inputs, each number by at most a part of its column's spread, so that a network that is known inside out is
 * misled.
 */
public sealed interface Attack {
    /**
     * Other inputs.
     *
     * @param right labels of the inputs
     * @param seed  of chance
     */
    List<float[]> on(Direction direction, Layout layout, List<float[]> inputs, int[] right, long seed);

    /** How far each number may go, as a part of its column's spread. */
    double epsilon();

    /**
     * One step along the sign of the gradient (fast gradient sign method, Goodfellow et al. 2015).
     *
     * @param epsilon above 0
     */
    record Fgsm(double epsilon) implements Attack {
        @Override
        public List<float[]> on(Direction direction, Layout layout, List<float[]> inputs, int[] right, long seed) {
            return climb(direction, layout, inputs, right, epsilon, epsilon, 1, null);
        }
    }

    /**
     * Many small steps from a random start, each held within the bounds (projected gradient descent, Madry et al. 2018).
     *
     * @param epsilon above 0
     * @param steps   at least 1, each of 2.5 epsilon / steps
     */
    record Pgd(double epsilon, int steps) implements Attack {
        @Override
        public List<float[]> on(Direction direction, Layout layout, List<float[]> inputs, int[] right, long seed) {
            return climb(direction, layout, inputs, right, epsilon, 2.5 * epsilon / steps, steps, new SplittableRandom(seed));
        }
    }

    /**
     * One and the same change for all inputs, found on other inputs by steps along the sign of their mean gradient
     * (universal perturbation, Moosavi-Dezfooli et al. 2017; Shafahi et al. 2020).
     *
     * @param epsilon above 0
     * @param change  as long as an input
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Universal(double epsilon, float[] change) implements Attack {
        private static final int ROUNDS = 5;

        /** Found on inputs and their labels. */
        public static Universal found(double epsilon, Direction direction, Layout layout, List<float[]> inputs, int... right) {
            int size = layout.size();
            int batch = direction.batch();
            float[] change = new float[size];
            float[] some = new float[batch * size];
            float[] gradient = new float[batch * size];
            int[] labels = new int[batch];
            for (int k = 0; k + batch <= ROUNDS * inputs.size(); k += batch) {
                for (int i = 0; i < batch; i++) {
                    float[] input = inputs.get((k + i) % inputs.size());
                    labels[i] = right[(k + i) % inputs.size()];
                    for (int n = 0; n < size; n++) {
                        some[i * size + n] = input[n] + change[n];
                    }
                }
                direction.of(some, labels, gradient);
                for (int n = 0; n < size; n++) {
                    double sum = 0;
                    for (int i = 0; i < batch; i++) {
                        sum += gradient[i * size + n];
                    }
                    float most = (float) (epsilon * layout.spread(n));
                    change[n] = Math.max(-most, Math.min(most, change[n] + Math.signum((float) sum) * most / ROUNDS));
                }
            }
            return new Universal(epsilon, change);
        }

        @Override
        public List<float[]> on(Direction direction, Layout layout, List<float[]> inputs, int[] right, long seed) {
            List<float[]> changed = new ArrayList<>();
            for (float[] input : inputs) {
                float[] other = input.clone();
                for (int n = 0; n < other.length; n++) {
                    other[n] += change[n];
                }
                changed.add(other);
            }
            return changed;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Universal u && u.epsilon == epsilon && Arrays.equals(u.change, change);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(change);
        }
    }

    private static List<float[]> climb(Direction direction, Layout layout, List<float[]> inputs, int[] right, double epsilon,
            double step, int steps, SplittableRandom random) {
        List<float[]> changed = new ArrayList<>();
        int size = layout.size();
        int batch = direction.batch();
        float[] clean = new float[batch * size];
        int[] labels = new int[batch];
        for (int first = 0; first < inputs.size(); first += batch) {
            for (int i = 0; i < batch; i++) {
                int at = Math.min(first + i, inputs.size() - 1);
                System.arraycopy(inputs.get(at), 0, clean, i * size, size);
                labels[i] = right[at];
            }
            float[] some = climbed(direction, layout, clean, labels, epsilon, step, steps, random);
            for (int i = 0; i < batch && first + i < inputs.size(); i++) {
                changed.add(Arrays.copyOfRange(some, i * size, (i + 1) * size));
            }
        }
        return changed;
    }

    /** Steps up the loss from a batch of inputs, or from random places near them. */
    static float[] climbed(Direction direction, Layout layout, float[] clean, int[] right, double epsilon, double step,
            int steps, SplittableRandom random) {
        float[] some = clean.clone();
        float[] gradient = new float[clean.length];
        for (int n = 0; random != null && n < some.length; n++) {
            some[n] += (float) (epsilon * layout.spread(n % layout.size()) * random.nextDouble(-1, 1));
        }
        for (int s = 0; s < steps; s++) {
            direction.of(some, right, gradient);
            for (int n = 0; n < some.length; n++) {
                float spread = layout.spread(n % layout.size());
                float most = (float) (epsilon * spread);
                float moved = some[n] + Math.signum(gradient[n]) * (float) (step * spread);
                some[n] = Math.max(clean[n] - most, Math.min(clean[n] + most, moved));
            }
        }
        return some;
    }
}
