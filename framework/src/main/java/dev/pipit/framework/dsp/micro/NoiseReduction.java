package dev.pipit.framework.dsp.micro;

import java.util.Arrays;

/**
 * Takes away what is always there: follows each band slowly, and subtracts what it follows.
 *
 * <p>The estimate moves by a part of the difference each frame; a small part of the band always stays. All numbers are
 * 32 bits without sign.
 */
final class NoiseReduction {
    private static final int BITS = 14;
    private static final long UNSIGNED = 0xFFFF_FFFFL;

    private final int smoothingBits;
    private final int even;
    private final int odd;
    private final int remaining;
    private final int[] estimate;

    NoiseReduction(int smoothingBits, float even, float odd, float remaining, int bands) {
        this.smoothingBits = smoothingBits;
        this.even = (int) (even * (1 << BITS));
        this.odd = (int) (odd * (1 << BITS));
        this.remaining = (int) (remaining * (1 << BITS));
        estimate = new int[bands];
    }

    /** The noise estimate of each band, times 2^smoothingBits. Changes with every frame. */
    int[] estimate() {
        return estimate;
    }

    /** Replaces each band by what is left of it. */
    void apply(int[] bands) {
        for (int i = 0; i < estimate.length; i++) {
            long smoothing = (i & 1) == 0 ? even : odd;
            long signal = (bands[i] << smoothingBits) & UNSIGNED;
            long noise = signal * smoothing + (estimate[i] & UNSIGNED) * ((1 << BITS) - smoothing) >> BITS;
            estimate[i] = (int) noise;
            long floor = (bands[i] & UNSIGNED) * remaining >> BITS;
            long left = signal - Math.min(noise, signal) >> smoothingBits;
            bands[i] = (int) Math.max(left, floor);
        }
    }

    void reset() {
        Arrays.fill(estimate, 0);
    }
}
