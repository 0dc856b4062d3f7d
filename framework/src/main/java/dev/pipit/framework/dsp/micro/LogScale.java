package dev.pipit.framework.dsp.micro;

/**
 * 2^shift × ln(2^correctionBits × x), in integers; 0 where the logarithm is not above 0, at most 65535.
 *
 * <p>Error: below 0.75 units for the standard shift of 6: half of it by rounding, a quarter because the table is read
 * without going between its entries, which is how the original does it; pinned by {@code LogScaleTest}.
 */
final class LogScale {
    private static final int BITS = 16;
    private static final int ENTRIES_LOG2 = 7;
    private static final int ENTRIES = 1 << ENTRIES_LOG2;
    private static final int LN_2 = (int) (0.6931471805599453 * (1 << BITS));
    private static final int HALF = 1 << BITS - 1;
    private static final int LARGEST = 0xFFFF;

    private final MicroFrontendSettings.Log settings;
    private final int correctionBits;
    /** log2(1 + f) − f, which is never far from 0. */
    private final int[] curve = new int[ENTRIES + 1];

    LogScale(MicroFrontendSettings.Log settings, int correctionBits) {
        this.settings = settings;
        this.correctionBits = correctionBits;
        for (int i = 0; i <= ENTRIES; i++) {
            double f = (double) i / ENTRIES;
            curve[i] = (int) Math.rint((StrictMath.log(1 + f) / StrictMath.log(2) - f) * (1 << BITS));
        }
    }

    /** Replaces each band by its logarithm. Bands are 32 bits without sign. */
    void apply(int[] bands) {
        for (int i = 0; i < bands.length; i++) {
            int value = settings.on() ? log(bands[i] << correctionBits) : bands[i];
            bands[i] = Integer.compareUnsigned(value, LARGEST) < 0 ? value : LARGEST;
        }
    }

    private int log(int x) {
        if (x == 0) {
            return 0;
        }
        int whole = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(x);
        long log2 = ((long) whole << BITS) + fraction(x, whole);
        int ln = (int) (LN_2 * log2 + HALF >> BITS);
        return (ln << settings.shift()) + HALF >>> BITS;
    }

    private int fraction(int x, int whole) {
        int rest = x - (1 << whole);
        int f = whole < BITS ? rest << BITS - whole : rest >>> whole - BITS;
        int entry = f >> BITS - ENTRIES_LOG2;
        int beyond = f - (entry << BITS - ENTRIES_LOG2);
        return f + curve[entry] + ((curve[entry + 1] - curve[entry]) * beyond >> BITS);
    }
}
