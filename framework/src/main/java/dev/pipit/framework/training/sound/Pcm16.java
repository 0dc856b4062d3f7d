package dev.pipit.framework.training.sound;

/** Samples of 16 bits as floats of full scale −1 to 1, and back. */
public final class Pcm16 {
    /** Samples per second of everything in this package. */
    public static final int RATE_HZ = 16_000;

    private static final float FULL_SCALE = 32_768;

    private Pcm16() {
    }

    /** Each sample divided by 32768, exactly. */
    public static float[] toFloats(short[] samples) {
        var floats = new float[samples.length];
        for (int n = 0; n < samples.length; n++) {
            floats[n] = samples[n] / FULL_SCALE;
        }
        return floats;
    }

    /** The nearest 16-bit samples; what is beyond full scale is limited, NaN becomes 0. */
    public static short[] toShorts(float[] samples) {
        var shorts = new short[samples.length];
        for (int n = 0; n < samples.length; n++) {
            int value = Math.round(samples[n] * FULL_SCALE);
            shorts[n] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
        }
        return shorts;
    }
}
