package dev.pipit.framework.training;

/** The learning rate over the steps of training. */
@FunctionalInterface
public interface Schedule {
    /** @param step 0 for the first */
    double at(long step);

    /** Always the same. */
    static Schedule constant(double rate) {
        return step -> rate;
    }

    /**
     * Rises evenly to {@code rate} in {@code warmUp} steps, and falls to 0 as half a cosine until {@code steps}
     * (Loshchilov and Hutter 2017).
     */
    static Schedule cosine(double rate, long warmUp, long steps) {
        if (warmUp < 0 || steps <= warmUp) {
            throw new IllegalArgumentException("warmUp must be at least 0 and below steps: warmUp=" + warmUp + ", steps="
                + steps);
        }
        return step -> {
            if (step < warmUp) {
                return rate * (step + 1) / warmUp;
            }
            double done = Math.min(1, (double) (step - warmUp) / (steps - warmUp));
            return rate * (1 + StrictMath.cos(Math.PI * done)) / 2;
        };
    }

    /** Starts with {@code rate}, and multiplies by {@code factor} at each of {@code changes}, which rise. */
    static Schedule steps(double rate, double factor, long... changes) {
        long[] at = changes.clone();
        return step -> {
            double now = rate;
            for (long change : at) {
                now *= step >= change ? factor : 1;
            }
            return now;
        };
    }
}
