package dev.pipit.framework.dsp;

/**
 * How far a shaft has turned at each sample of a frame, from its speed or from the pulses of a tachometer, which are
 * sampled beside.
 *
 * <p>Of a speed: its sum. Of pulses: the parabola through the three that are nearest in time, which is exact where the
 * shaft speeds up evenly; beyond the first and the last pulse it is carried on. A pulse is a rise through the middle
 * between the least and the greatest sample, of which a fifth of the way is not counted as noise.
 *
 * <p>Unit: turns. Error: where speeding up is even, that of the instants of the pulses, at most half a sample each.
 * Cost: a few operations a sample, no allocation. Threads: one at a time.
 * Source: K. R. Fyfe, E. D. S. Munck, Analysis of computed order tracking, Mechanical Systems and Signal Processing 11
 * (1997), section 2.
 */
public final class ShaftAngle {
    /** What is sampled. */
    public enum Signal {
        /** How fast the shaft turns; its direction does not count. */
        SPEED,
        /** Pulses, as many in a turn as the tachometer gives. */
        PULSES
    }

    private static final double ARMED = 0.4;                     // of the way from the least to the greatest sample
    private static final double LEVEL = 0.5;
    /** A shaft does not double its speed from pulse to pulse; what does so is noise. */
    private static final double UNEVEN = 2;
    private static final double SECONDS_PER_MINUTE = 60;

    private final Signal signal;
    private final int length;
    private final double rateHz;
    private final double perTurn;
    private final double[] pulses;

    /**
     * @param length  samples of a frame, at least 2
     * @param rateHz  of the samples
     * @param perTurn turns a minute of a speed of 1, or pulses of a turn; above 0
     */
    public ShaftAngle(Signal signal, int length, double rateHz, double perTurn) {
        if (length < 2 || !(rateHz > 0) || !(perTurn > 0 && perTurn < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("length must be at least 2, rateHz and perTurn above 0: length=" + length
                + ", rateHz=" + rateHz + ", perTurn=" + perTurn);
        }
        this.signal = signal;
        this.length = length;
        this.rateHz = rateHz;
        this.perTurn = perTurn;
        pulses = new double[length / 2 + 1];
    }

    /**
     * Writes the turns since the first sample.
     *
     * @param x     with the speed or the pulses at {@code from}, samples {@code stride} apart
     * @param turns {@code [length]}
     * @return turns of the whole frame; 0 if they are not known, as with fewer than three pulses, and then nothing else is;
     *         NaN if a sample is missing
     */
    public double apply(float[] x, int from, int stride, double[] turns) {
        return signal == Signal.SPEED ? ofSpeed(x, from, stride, turns) : ofPulses(x, from, stride, turns);
    }

    private double ofSpeed(float[] x, int from, int stride, double[] turns) {
        double each = perTurn / SECONDS_PER_MINUTE / rateHz / 2;
        turns[0] = 0;
        for (int n = 1; n < length; n++) {
            int at = from + n * stride;
            turns[n] = turns[n - 1] + each * ((double) Math.abs(x[at]) + Math.abs(x[at - stride]));
        }
        return turns[length - 1];
    }

    private double ofPulses(float[] x, int from, int stride, double[] turns) {
        float least = x[from];
        float greatest = x[from];
        for (int n = 1; n < length; n++) {
            least = Math.min(least, x[from + n * stride]);
            greatest = Math.max(greatest, x[from + n * stride]);
        }
        if (Float.isNaN(least)) {
            return Double.NaN;
        }
        int count = pulses(x, from, stride, least, greatest);
        if (count < 3 || !even(count)) {
            return 0;
        }
        int middle = 1;
        for (int n = 0; n < length; n++) {
            while (middle < count - 2 && n > (pulses[middle] + pulses[middle + 1]) / 2) {
                middle++;
            }
            turns[n] = parabola(middle, n) / perTurn;
        }
        double first = turns[0];
        for (int n = 0; n < length; n++) {
            turns[n] -= first;
        }
        return turns[length - 1];
    }

    /** When they rise, in samples. */
    private int pulses(float[] x, int from, int stride, float least, float greatest) {
        double level = least + LEVEL * (greatest - least);
        double below = least + ARMED * (greatest - least);
        boolean armed = false;
        int count = 0;
        for (int n = 0; n < length; n++) {
            float now = x[from + n * stride];
            if (armed && now >= level) {
                float before = x[from + (n - 1) * stride];
                pulses[count++] = n - 1 + (level - before) / (now - before);
                armed = false;
            }
            armed |= now < below;
        }
        return count;
    }

    private boolean even(int count) {
        for (int k = 2; k < count; k++) {
            double before = pulses[k - 1] - pulses[k - 2];
            double after = pulses[k] - pulses[k - 1];
            if (after > UNEVEN * before || before > UNEVEN * after) {
                return false;
            }
        }
        return true;
    }

    /** Through a pulse and its neighbours, in pulses. */
    private double parabola(int middle, double t) {
        double a = pulses[middle - 1];
        double b = pulses[middle];
        double c = pulses[middle + 1];
        double slope = 1 / (b - a);
        double bend = (1 / (c - b) - slope) / (c - a);
        return middle - 1 + (t - a) * (slope + bend * (t - b));
    }
}
