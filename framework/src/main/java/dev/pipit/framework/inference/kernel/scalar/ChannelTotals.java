package dev.pipit.framework.inference.kernel.scalar;

import dev.pipit.framework.inference.kernel.ChannelOutput;
import dev.pipit.framework.inference.kernel.ChannelRescale;
import dev.pipit.framework.inference.kernel.Range;

/**
 * {@link ChannelOutput#of} in one multiplication, one addition and one shift: both roundings of a number with a
 * multiplier below 1 are those of one division by 2^(31 + e), because floors of floors are floors.
 *
 * <p>For x ≥ 0 the first rounding adds 2³⁰ and the second 2^(30 + e); for x &lt; 0 the second adds 2³¹ less, since it
 * rounds halves away from zero. Nothing overflows: |x · multiplier| ≤ 2⁶², and what is added is at most 2⁶¹ + 2³⁰.
 */
public final class ChannelTotals {
    private final long[] multipliers;
    private final int[] lefts;
    private final int[] rights;
    private final long[] roundings;
    private final long[] lessBelowZero;
    private final int offset;
    private final int least;
    private final int greatest;

    public ChannelTotals(ChannelOutput output, int channels) {
        this(output.rescale(), output.outputOffset(), output.range(), channels);
    }

    /** @param offset added to what is scaled */
    ChannelTotals(ChannelRescale rescale, int offset, Range range, int channels) {
        multipliers = new long[channels];
        lefts = new int[channels];
        rights = new int[channels];
        roundings = new long[channels];
        lessBelowZero = new long[channels];
        for (int c = 0; c < channels; c++) {
            int shift = rescale.shift(c);
            multipliers[c] = rescale.multiplier(c);
            if (rescale.roundsOnce()) {
                rights[c] = 31 - shift;
                roundings[c] = 1L << (30 - shift);
            } else {
                lefts[c] = Math.max(shift, 0);
                rights[c] = 31 + Math.max(-shift, 0);
                roundings[c] = (1L << 30) + (shift < 0 ? 1L << (30 - shift) : 0);
                lessBelowZero[c] = shift < 0 ? 1L << 31 : 0;
            }
        }
        this.offset = offset;
        least = range.least();
        greatest = range.greatest();
    }

    /** Bytes that it holds for so many channels. */
    public static long bytes(int channels) {
        return channels * 32L;
    }

    /** The quantized output of a channel from its sum. */
    public int of(int total, int c) {
        int x = total << lefts[c];
        long rounding = roundings[c] - (x >> 31 & lessBelowZero[c]);
        int y = (int) (x * multipliers[c] + rounding >> rights[c]) + offset;
        return Math.min(Math.max(y, least), greatest);
    }

    /** Outputs of {@code rows} pixels, whose totals lie {@code step} apart, one behind the other. */
    public void rows(int[] totals, int from, int step, byte[] into, int at, int rows) {
        int channels = multipliers.length;
        for (int row = 0; row < rows; row++) {
            for (int c = 0; c < channels; c++) {
                into[at + row * channels + c] = (byte) of(totals[from + row * step + c], c);
            }
        }
    }
}
