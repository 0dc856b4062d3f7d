package dev.pipit.sensors.sound;

/**
 * Measures the level of one channel, for each tenth of a second.
 *
 * <p>Threads: one adds, any may ask. Cost: two multiplications a sample, no allocation but for the answer.
 */
public final class LevelMeter {
    private final int window;
    private int count;
    private double sum;
    private float peak;

    /** Root mean square and peak of the last full window, as the bits of two floats: one write, so that they agree. */
    private volatile long last;

    public LevelMeter(double rateHz) {
        window = (int) Math.max(1, Math.round(rateHz / 10));
    }

    /** Adds {@code length} samples, {@code x[from]} and on. */
    public void add(float[] x, int from, int length) {
        for (int i = from; i < from + length; i++) {
            sum += (double) x[i] * x[i];
            peak = Math.max(peak, Math.abs(x[i]));
            if (++count == window) {
                publish();
            }
        }
    }

    private void publish() {
        float rms = (float) Math.sqrt(sum / window);
        last = (long) Float.floatToIntBits(rms) << 32 | Float.floatToIntBits(peak);   // not negative: no sign to extend
        count = 0;
        sum = 0;
        peak = 0;
    }

    /** Of the last full tenth of a second; silence before the first. */
    public Level level() {
        long both = last;
        return Level.of(Float.intBitsToFloat((int) (both >>> 32)), Float.intBitsToFloat((int) both));
    }
}
