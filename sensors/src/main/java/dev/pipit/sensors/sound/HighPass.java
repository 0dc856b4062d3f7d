package dev.pipit.sensors.sound;

/**
 * Takes a constant and what is slow out of a channel: one pole, 6 dB an octave, −3 dB at the corner.
 *
 * <p>Begins as if the first sample had been there forever: a constant does not click. A step decays to 1/e in
 * {@code 1 / (2 π corner)}, 8 ms at 20 Hz.
 *
 * <p>Error: that of the bilinear transform, whose corner is where it was asked for and whose gain at half the rate is 1;
 * pinned by {@code HighPassTest}. Source: A. V. Oppenheim and R. W. Schafer, Discrete-Time Signal Processing, section 7.1.
 */
final class HighPass {
    private final double gain;
    private final double pole;
    private boolean begun;
    private double before;
    private double result;

    HighPass(double cornerHz, double rateHz) {
        double t = Math.tan(Math.PI * cornerHz / rateHz);
        gain = 1 / (1 + t);
        pole = (1 - t) / (1 + t);
    }

    /** Filters {@code x[at]}, {@code x[at + step]} and so on, {@code count} of them, in place. */
    void apply(float[] x, int at, int step, int count) {
        for (int i = 0; i < count; i++) {
            float sample = x[at + i * step];
            result = begun ? gain * (sample - before) + pole * result : 0;
            begun = true;
            before = sample;
            x[at + i * step] = (float) result;
        }
    }

    /** Begins again, as after a gap. */
    void reset() {
        begun = false;
    }
}
