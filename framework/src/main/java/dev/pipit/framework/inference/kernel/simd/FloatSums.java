package dev.pipit.framework.inference.kernel.simd;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.pipit.framework.inference.kernel.ChannelOutput;
import dev.pipit.framework.inference.kernel.scalar.ChannelTotals;
import dev.pipit.framework.inference.kernel.scalar.Weights;

/**
 * How the sums of each channel are formed in floats without losing a bit, and how they become outputs.
 *
 * <p>The sum of a channel usually starts from its bias. Where that is too large for a float, the sum starts from 0 and the
 * bias, which is then {@code rest}, is added after scaling. A channel whose output no input can change, because its
 * weights are zero or its bias is beyond everything, gets weights of 0.
 */
final class FloatSums {
    /** Whole numbers up to this are exact as floats. */
    static final long EXACT = 1L << 24;
    /** |rest · multiplier| up to this leaves errors small enough for {@link VectorRescale}. */
    private static final double MOST_SCALED_REST = 512;

    private final int[] values;
    private final int[] start;
    private final int[] rest;
    private final float[] multipliers;
    private final float[] scaledRest;
    private final ChannelOutput output;
    private final ChannelTotals exact;
    private boolean fits = true;

    private FloatSums(Weights weights, ChannelOutput output) {
        int channels = weights.channels();
        this.values = weights.values().clone();
        this.start = weights.start().clone();
        this.rest = new int[channels];
        this.multipliers = new float[channels];
        this.scaledRest = new float[channels];
        this.output = output;
        this.exact = new ChannelTotals(output, channels);
        for (int c = 0; c < channels; c++) {
            settle(c, weights);
        }
    }

    /** Nothing where some channel's sums do not fit. */
    static Optional<FloatSums> of(Weights weights, ChannelOutput output) {
        var sums = new FloatSums(weights, output);
        return sums.fits ? Optional.of(sums) : Optional.empty();
    }

    private void settle(int c, Weights weights) {
        int shift = output.rescale().shift(c);
        double multiplier = Math.scalb((double) output.rescale().multiplier(c), shift - 31);
        long greatest = weights.greatest()[c];
        long spread = greatest - Math.abs((long) start[c]);
        multipliers[c] = (float) multiplier;
        fits &= greatest << Math.max(0, shift) <= Integer.MAX_VALUE;
        if (fits && greatest > EXACT) {
            rest[c] = start[c];
            if (exact.of((int) (start[c] - spread), c) == exact.of((int) (start[c] + spread), c)) {
                int count = weights.count();
                Arrays.fill(values, c * count, c * count + count, 0);
                multipliers[c] = 0;
                scaledRest[c] = exact.of(start[c], c) - output.outputOffset();
            } else {
                fits = spread <= EXACT && Math.abs(start[c] * multiplier) <= MOST_SCALED_REST;
                scaledRest[c] = (float) (start[c] * multiplier);
            }
            start[c] = 0;
        }
    }

    int channels() {
        return start.length;
    }

    /** Weights per channel. */
    int count() {
        return values.length / start.length;
    }

    /** A weight. */
    int value(int channel, int k) {
        return values[channel * count() + k];
    }

    /** The weights that are not zero for all channels, by position. */
    int[] used() {
        return IntStream.range(0, count()).filter(k -> IntStream.range(0, channels()).anyMatch(c -> value(c, k) != 0))
            .toArray();
    }

    /** What the sum of a channel starts from. */
    int start(int channel) {
        return start[channel];
    }

    /** What scales a sum. */
    float multiplier(int channel) {
        return multipliers[channel];
    }

    /** What is added to a scaled sum. */
    float scaledRest(int channel) {
        return scaledRest[channel];
    }

    /** Whether a sum somewhere starts without its bias. */
    boolean haveRest() {
        boolean have = false;
        for (float each : scaledRest) {
            have |= each != 0;
        }
        return have;
    }

    /** The output of a channel from its sum. */
    int exactly(float sum, int channel) {
        return exact.of((int) sum + rest[channel], channel);
    }

    /** How the model wants it. */
    ChannelOutput output() {
        return output;
    }

    long bytes() {
        return ChannelTotals.bytes(start.length) + 4L * rest.length;
    }
}
