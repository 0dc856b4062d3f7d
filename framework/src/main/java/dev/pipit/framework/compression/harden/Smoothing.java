package dev.pipit.framework.compression.harden;

/**
 * A weighted mean of each row and its neighbours, ¼ ½ ¼, before the network: small changes that alternate are halved or
 * vanish, and so is what alternates by nature.
 */
public final class Smoothing {
    private Smoothing() {
    }

    /** Another input; at its ends the first and the last row count twice. */
    public static float[] of(float[] input, Layout layout) {
        int columns = layout.columns();
        float[] to = new float[input.length];
        for (int i = 0; i < input.length; i++) {
            float before = i < columns ? input[i] : input[i - columns];
            float after = i >= input.length - columns ? input[i] : input[i + columns];
            to[i] = (before + 2 * input[i] + after) / 4;
        }
        return to;
    }
}
