package dev.pipit.framework.dsp.micro;

/**
 * Gain over noise estimate: 2^bits × (x / 2^inputBits + offset)^−strength, at most 32767, by table.
 *
 * <p>One parabola per power of two of x, through its beginning, middle and end. Error: 1.5 units, plus what the
 * parabola misses (below 2 % of the gain for the standard settings); pinned by {@code GainControlTest}.
 */
final class GainCurve {
    private static final int LARGEST = Short.MAX_VALUE;
    private static final int OCTAVES = 32;

    private final MicroFrontendSettings.Gain settings;
    private final int inputBits;
    private final short zero;
    private final short one;
    /** The parabola of the numbers with n bits: constant, slope, curvature. */
    private final short[] start = new short[OCTAVES + 1];
    private final short[] slope = new short[OCTAVES + 1];
    private final short[] bend = new short[OCTAVES + 1];

    GainCurve(MicroFrontendSettings.Gain settings, int inputBits) {
        this.settings = settings;
        this.inputBits = inputBits;
        zero = exact(0);
        one = exact(1);
        for (int n = 2; n <= OCTAVES; n++) {
            long from = 1L << n - 1;
            long to = n == OCTAVES ? 2 * from - 1 : 2 * from;       // the last one must fit 32 bits
            int half = exact(from + from / 2) - exact(from);
            int whole = exact(to) - exact(from);
            int first = 4 * half - whole;
            start[n] = exact(from);
            slope[n] = (short) first;
            bend[n] = (short) (whole - first);
        }
    }

    private short exact(long x) {
        float scaled = (float) x / (1L << inputBits);
        float power = (float) StrictMath.pow(scaled + settings.offset(), -settings.strength());
        float gain = (1 << settings.bits()) * power;
        return gain > LARGEST ? LARGEST : (short) (gain + 0.5f);
    }

    /** The gain for a noise estimate of 32 bits without sign. */
    int of(int x) {
        if (x == 0) {
            return zero;
        }
        if (x == 1) {
            return one;
        }
        int n = Integer.SIZE - Integer.numberOfLeadingZeros(x);
        int along = (n < 11 ? x << 11 - n : x >>> n - 11) & 0x3FF;     // 0 to 1, with 10 binary places
        int change = ((bend[n] * along >> 5) + (slope[n] << 5)) * along;
        return (short) ((change + (1 << 14) >> 15) + start[n]);
    }
}
