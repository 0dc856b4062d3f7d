package dev.pipit.framework.inference.kernel;

import java.util.List;

/** A {@link Rescale} for each output channel. */
public final class ChannelRescale {
    private final int[] multipliers;
    private final int[] shifts;
    private final boolean roundsOnce;

    /** One per channel. */
    public ChannelRescale(List<Rescale> channels, boolean roundsOnce) {
        this.multipliers = channels.stream().mapToInt(Rescale::multiplier).toArray();
        this.shifts = channels.stream().mapToInt(Rescale::shift).toArray();
        this.roundsOnce = roundsOnce;
    }

    /** The 31-bit mantissa of one channel. */
    public int multiplier(int channel) {
        return multipliers[channel];
    }

    /** The power of two of one channel. */
    public int shift(int channel) {
        return shifts[channel];
    }

    /** Whether numbers are rounded once instead of twice. */
    public boolean roundsOnce() {
        return roundsOnce;
    }

    /** x times the real number of the channel, rounded. */
    public int apply(int x, int channel) {
        return roundsOnce ? FixedPoint.multiplyRoundingOnce(x, multipliers[channel], shifts[channel])
            : FixedPoint.multiplyRoundingTwice(x, multipliers[channel], shifts[channel]);
    }

    /** The same for the wide sums of 16-bit tensors. */
    public int applyWide(long x, int channel) {
        return FixedPoint.multiplyWide(x, multipliers[channel], shifts[channel]);
    }
}
