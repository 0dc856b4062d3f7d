package dev.pipit.framework.training;

/**
 * Weights as they will be in 8 bits: each filter has one scale, its largest weight is ±127. Gradients pass as if there
 * were no rounding (straight-through estimator, Bengio et al. 2013).
 */
final class Rounded {
    static final int MOST = 127;

    private final float[] weights;
    private final int filters;
    private final float[] values;

    /** @param weights {@code [taps, filters]} */
    Rounded(float[] weights, int filters) {
        this.weights = weights;
        this.filters = filters;
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
        float[] scales = scales(weights, filters);
        for (int i = 0; i < weights.length; i++) {
            float scale = scales[i % filters];
            values[i] = (float) Math.rint(weights[i] / (double) scale) * scale;
        }
        return values;
    }
}
