package dev.pipit.framework.training;

/**
 * Weights as they will be in 8 bits: each filter has one scale, by which its largest weight is ±127, unless scales are
 * fixed. Gradients pass as if there were no rounding (straight-through estimator, Bengio et al. 2013).
 */
final class Rounded {
    static final int MOST = 127;

    private final float[] weights;
    private final int filters;
    private final float[] fixed;
    private final float[] values;

    /** @param weights {@code [taps, filters]} */
    Rounded(float[] weights, int filters) {
        this(weights, filters, null);
    }

    /** @param fixed scale of each filter, or null if they follow the weights */
    Rounded(float[] weights, int filters, float[] fixed) {
        this.weights = weights;
        this.filters = filters;
        this.fixed = fixed;
        this.values = new float[weights.length];
    }

    /** The scale of each filter: positive. */
    static float[] scales(float[] weights, int filters) {
        float[] scales = new float[filters];
        for (int i = 0; i < weights.length; i++) {
            scales[i % filters] = Math.max(scales[i % filters], Math.abs(weights[i]));
        }
        for (int f = 0; f < filters; f++) {
            scales[f] = scales[f] == 0 ? 1f : (float) (scales[f] / (double) MOST);
        }
        return scales;
    }

    /** The weights of now, rounded; valid until the next call. Passes of one network share the memory and write the same. */
    float[] values() {
        float[] scales = fixed == null ? scales(weights, filters) : fixed;
        for (int i = 0; i < weights.length; i++) {
            float scale = scales[i % filters];
            double steps = Math.rint(weights[i] / (double) scale);
            values[i] = (float) Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, steps)) * scale;
        }
        return values;
    }
}
