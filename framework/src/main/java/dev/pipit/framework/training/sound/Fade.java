package dev.pipit.framework.training.sound;

/** Straight ramps of a few milliseconds, where pieces of sound meet. */
final class Fade {
    private Fade() {
    }

    /** Multiplies the {@code count} samples from {@code from} on by 0 to 1, in place. */
    static void in(float[] samples, int from, int count) {
        for (int i = 0; i < count; i++) {
            samples[from + i] *= (i + 0.5f) / count;
        }
    }

    /** Multiplies the {@code count} samples before {@code to} by 1 to 0, in place. */
    static void out(float[] samples, int to, int count) {
        for (int i = 0; i < count; i++) {
            samples[to - 1 - i] *= (i + 0.5f) / count;
        }
    }

    /** Adds {@code count} samples of {@code x}, from {@code from} on, to those of {@code to}, from {@code at} on. */
    static void add(float[] to, int at, float[] x, int from, int count) {
        for (int i = 0; i < count; i++) {
            to[at + i] += x[from + i];
        }
    }
}
