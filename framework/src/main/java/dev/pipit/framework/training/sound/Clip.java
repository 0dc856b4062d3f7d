package dev.pipit.framework.training.sound;

/** What an overloaded microphone does: nothing gets beyond its limit. */
public final class Clip {
    private Clip() {
    }

    /** Limits the samples to −level … level, in place. */
    public static void hard(float[] samples, float level) {
        for (int n = 0; n < samples.length; n++) {
            samples[n] = Math.max(-level, Math.min(level, samples[n]));
        }
    }

    /** Overloads by so much: what is within {@code db} of the largest amplitude is cut off, in place. */
    public static void overload(float[] samples, double db) {
        hard(samples, (float) (Loudness.peak(samples) / Loudness.amplitude(db)));
    }
}
