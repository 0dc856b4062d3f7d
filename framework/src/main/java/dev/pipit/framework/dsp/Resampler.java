package dev.pipit.framework.dsp;

import java.util.Arrays;

/**
 * Changes the sample rate of one channel by a fraction of whole numbers, as it streams in.
 *
 * <p>Result n is the signal at the time of input sample {@code n × inputHz / outputHz}: the delay of the filter is
 * taken out, and a stream of s samples becomes {@code ceil(s × outputHz / inputHz)}. For that it looks
 * {@link #lookahead} samples ahead; {@link #flush} at the end hands out what was waiting. Before its beginning and after
 * its end the signal is taken as 0. The same samples give the same results, bit for bit, however they are cut.
 *
 * <p>Error: with N half the lower of the two rates, frequencies up to 0.9 N pass within ±0.002 dB and with linear phase;
 * what lies above N, and what would be mirrored to there, is at least 80 dB down; in between it falls; pinned by
 * {@code ResamplerTest}. Equal rates copy.
 * Unit: that of the samples. Cost: 116 multiplications per result, times inputHz / outputHz where the rate falls; no
 * allocation. The filter takes as many floats as that for each phase, 160 of them from 44100 to 16000 Hz.
 * Source: R. E. Crochiere and L. R. Rabiner, Multirate Digital Signal Processing, Prentice-Hall 1983, chapter 2
 * (polyphase form); J. F. Kaiser, Nonrecursive digital filter design using the I0-sinh window function, ISCAS 1974.
 */
public final class Resampler {
    private static final double STOP_BAND_DB = 90;
    private static final double PASS_BAND = 0.9;
    private static final int MAX_TERM = 1_024;
    private static final int BLOCK = 1_024;

    private final int up;
    private final int down;
    /** Input samples on either side of a result. */
    private final int half;
    /** [up, 2 half]: for each phase what the input samples around a result are multiplied by. */
    private final float[] filter;

    private final float[] recent;
    private int filled;
    /** Where in {@link #recent} the input samples of the next result begin, and the phase of that result. */
    private int start;
    private int phase;

    /**
     * @param inputHz  rate of what comes in, in Hz, at least 1
     * @param outputHz rate of what goes out, in Hz, at least 1; both at most 1024 when divided by their greatest common
     *                 divisor, which holds between the rates that sound is recorded with
     */
    public Resampler(int inputHz, int outputHz) {
        if (inputHz < 1 || outputHz < 1) {
            throw new IllegalArgumentException(
                "rates must be at least 1 Hz: inputHz=" + inputHz + ", outputHz=" + outputHz);
        }
        int divisor = greatestCommonDivisor(inputHz, outputHz);
        up = outputHz / divisor;
        down = inputHz / divisor;
        if (Math.max(up, down) > MAX_TERM) {
            throw new IllegalArgumentException("rates must reduce to a fraction of numbers up to " + MAX_TERM
                + ": inputHz=" + inputHz + ", outputHz=" + outputHz + ", fraction=" + up + "/" + down);
        }
        half = up == down ? 0 : halfLength();
        filter = new float[up * 2 * half];
        for (int p = 0; p < up; p++) {
            design(p);
        }
        recent = new float[3 * half + BLOCK];
        reset();
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    /** Kaiser's estimate of the length, in input samples on either side; even, for the loop of {@link #result}. */
    private int halfLength() {
        double lowerRate = Math.min(1, (double) up / down);
        double transition = Math.PI * (1 - PASS_BAND) * lowerRate;   // radians per input sample
        return 2 * (int) Math.ceil((STOP_BAND_DB - 7.95) / (2.285 * transition) / 4);
    }

    private void design(int p) {
        var taps = new double[2 * half];
        double sum = 0;
        for (int i = 0; i < taps.length; i++) {
            // from the result to input sample i of those around it
            double distance = i - (half - 1) - (double) p / up;
            taps[i] = lowPass(distance) * kaiser(distance / half);
            sum += taps[i];
        }
        for (int i = 0; i < taps.length; i++) {
            filter[p * taps.length + i] = (float) (taps[i] / sum);   // a constant comes out as it went in, in each phase
        }
    }

    /** Ideal low-pass, corner in the middle of the transition. */
    private double lowPass(double distance) {
        double corner = Math.min(1, (double) up / down) * (1 + PASS_BAND) / 2;
        double angle = Math.PI * corner * distance;
        return angle == 0 ? 1 : Math.sin(angle) / angle;
    }

    private static double kaiser(double t) {
        double beta = 0.1102 * (STOP_BAND_DB - 8.7);
        return Math.abs(t) >= 1 ? 0 : bessel(beta * Math.sqrt(1 - t * t));
    }

    /** Modified Bessel function of order 0, by its power series. */
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > 1e-17 * sum; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }

    /** Begins again, as after a gap in the signal. */
    public void reset() {
        Arrays.fill(recent, 0);
        filled = Math.max(0, half - 1);
        start = 0;
        phase = 0;
    }

    /** Input samples after a result that it depends on: 0 at equal rates. */
    public int lookahead() {
        return half;
    }

    /** At most this many results come from {@code count} samples; from {@link #flush}, as from {@link #lookahead}. */
    public int maxResults(int count) {
        return Math.toIntExact(((long) count * up + down - 1) / down);
    }

    /**
     * Takes all of {@code count} samples from {@code x[from]} on and writes what can be said by now into {@code into},
     * from {@code to} on, where {@link #maxResults} must fit; another array.
     *
     * @return how many results were written
     */
    public int apply(float[] x, int from, int count, float[] into, int to) {
        if (half == 0) {
            System.arraycopy(x, from, into, to, count);
            return count;
        }
        int end = from + count;
        int at = to;
        for (int n = from; n < end; ) {
            int taken = Math.min(end - n, recent.length - filled);
            System.arraycopy(x, n, recent, filled, taken);
            n += taken;
            filled += taken;
            at = results(into, at);
        }
        return at - to;
    }

    /**
     * Writes the results that waited for samples after the end of the signal, and begins again.
     *
     * @return how many results were written
     */
    public int flush(float[] into, int to) {
        if (half == 0) {
            return 0;
        }
        // with this many zeros the last result is the last one before the end of the signal
        Arrays.fill(recent, filled, filled + half, 0);
        filled += half;
        int at = results(into, to);
        reset();
        return at - to;
    }

    /** Writes every result whose samples are all there, then makes room in {@link #recent}. */
    private int results(float[] into, int to) {
        int at = to;
        while (start + 2 * half <= filled) {
            into[at++] = result(phase * 2 * half, start);
            phase += down;
            start += phase / up;
            phase %= up;
        }
        int done = Math.min(start, filled);
        System.arraycopy(recent, done, recent, 0, filled - done);
        filled -= done;
        start -= done;
        return at;
    }

    private float result(int tap, int sample) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int i = 0; i < 2 * half; i += 4) {
            a += filter[tap + i] * recent[sample + i];
            b += filter[tap + i + 1] * recent[sample + i + 1];
            c += filter[tap + i + 2] * recent[sample + i + 2];
            d += filter[tap + i + 3] * recent[sample + i + 3];
        }
        return a + b + (c + d);
    }
}
