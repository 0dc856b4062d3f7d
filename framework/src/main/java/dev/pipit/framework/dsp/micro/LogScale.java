package dev.pipit.framework.dsp.micro;

/**
 * 2^shift × ln(2^correctionBits × x), in integers; 0 where the logarithm is not above 0, at most 65535.
 *
 * <p>Error: below 0.75 units for the standard shift of 6: half of it by rounding, a quarter because the table is read
 * without going between its entries, which is how the original does it; pinned by {@code LogScaleTest}.
 */
public final class LogScale {
    private static final int BITS = 16;
    private static final int ENTRIES_LOG2 = 7;
    private static final int ENTRIES = 1 << ENTRIES_LOG2;
    private static final int LN_2 = (int) (0.6931471805599453 * (1 << BITS));
    private static final int HALF = 1 << BITS - 1;
    private static final int LARGEST = 0xFFFF;

    /** log2(1 + f) − f, which is never far from 0. */
    private static final int[] CURVE = curve();

    private final MicroFrontendSettings.Log settings;
    private final int correctionBits;

    LogScale(MicroFrontendSettings.Log settings, int correctionBits) {
        this.settings = settings;
        this.correctionBits = correctionBits;
    }

    private static int[] curve() {
        int[] curve = new int[ENTRIES + 1];
        for (int i = 0; i <= ENTRIES; i++) {
            double f = (double) i / ENTRIES;
            curve[i] = (int) Math.rint((StrictMath.log(1 + f) / StrictMath.log(2) - f) * (1 << BITS));
        }
        return curve;
    }

    /** Replaces each band by its logarithm. Bands are 32 bits without sign. */
    void apply(int[] bands) {
        for (int i = 0; i < bands.length; i++) {
            int value = settings.on() ? log(bands[i] << correctionBits, 1 << settings.shift()) : bands[i];
            bands[i] = Integer.compareUnsigned(value, LARGEST) < 0 ? value : LARGEST;
        }
    }

    /** {@code scale} × ln x, both 32 bits without sign; 0 for 0. */
    public static int log(int x, int scale) {
        if (x == 0) {
            return 0;
        }
        int whole = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(x);
        long log2 = ((long) whole << BITS) + fraction(x, whole);
        int ln = (int) (LN_2 * log2 + HALF >> BITS);
        return ln * scale + HALF >>> BITS;
    }

    private static int fraction(int x, int whole) {
        int rest = x - (1 << whole);
        int f = whole < BITS ? rest << BITS - whole : rest >>> whole - BITS;
        int entry = f >> BITS - ENTRIES_LOG2;
        int beyond = f - (entry << BITS - ENTRIES_LOG2);
        return f + CURVE[entry] + ((CURVE[entry + 1] - CURVE[entry]) * beyond >> BITS);
    }
}
