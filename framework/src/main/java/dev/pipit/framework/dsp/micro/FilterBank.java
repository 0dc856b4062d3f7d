package dev.pipit.framework.dsp.micro;

/**
 * Energy of a spectrum in triangular bands, evenly spaced on the mel scale, with weights of 12 binary places.
 *
 * <p>A bin lies between the peaks of two neighbouring triangles and counts for both: with its weight for the one that
 * falls, with the rest for the one that rises. The original aligns its tables for vector instructions by adding
 * weights of zero; they change no number and are left out here.
 *
 * <p>The weights are worked out in float, products and sums in one rounding as the compilers of boards with a
 * floating-point unit do it, because four of 235 weights are so near to a half that any other way gives other weights.
 */
final class FilterBank {
    static final int WEIGHT_BITS = 12;

    /** Mel = 1127 × ln(1 + Hz / 700). */
    private static final float MEL = 1127f;

    /** The bins of slope s are {@code starts[s]} to {@code starts[s + 1] - 1}; there is one slope more than bands. */
    private final int[] starts;
    private final short[] falling = new short[FixedFft.BINS];
    private final short[] rising = new short[FixedFft.BINS];

    FilterBank(MicroFrontendSettings.Bands bands, int rateHz) {
        int slopes = bands.count() + 1;
        float binHz = 0.5f * rateHz / (FixedFft.BINS - 1);
        float low = MEL * log(bands.lowHz());
        float spacing = Math.fma(MEL, log(bands.highHz()), -low) / slopes;
        starts = new int[slopes + 1];
        int bin = (int) (1.5f + bands.lowHz() / binHz);              // never the mean of the signal
        starts[0] = bin;
        float from = low;
        for (int s = 0; s < slopes; s++) {
            float to = Math.fma(spacing, s + 1, low);
            for (; MEL * log(bin * binHz) <= to; bin++) {
                float weight = Math.fma(-MEL, log(bin * binHz), to) / (to - from);
                falling[bin] = fixed(weight);
                rising[bin] = fixed(1 - weight);
            }
            starts[s + 1] = bin;
            from = to;
        }
    }

    private static float log(float hz) {
        return FloatLog1p.of(hz / 700f);
    }

    private static short fixed(float weight) {
        return (short) Math.fma(weight, 1 << WEIGHT_BITS, 0.5f);
    }

    /** Energy of each bin. Will not overflow: the FFT divides by 512, so that re and im are below 2^15. */
    static void squares(short[] re, short[] im, int[] out) {
        for (int bin = 0; bin < FixedFft.BINS; bin++) {
            out[bin] = re[bin] * re[bin] + im[bin] * im[bin];
        }
    }

    /** Energy of each band. Will not overflow: 257 numbers of 31 bits with 12 binary places fit 52 bits. */
    void energies(int[] squares, long[] out) {
        long risen = 0;
        for (int slope = 0; slope < starts.length - 1; slope++) {
            long sum = risen;
            risen = 0;
            for (int bin = starts[slope]; bin < starts[slope + 1]; bin++) {
                sum += (long) falling[bin] * squares[bin];
                risen += (long) rising[bin] * squares[bin];
            }
            if (slope > 0) {
                out[slope - 1] = sum;
            }
        }
    }

    /** From energies to magnitudes, and back from the scale of the FFT to that of the samples. */
    static void magnitudes(long[] energies, int rightShift, int[] out) {
        for (int band = 0; band < energies.length; band++) {
            out[band] = (int) (SquareRoot.of(energies[band]) >> rightShift);
        }
    }
}
