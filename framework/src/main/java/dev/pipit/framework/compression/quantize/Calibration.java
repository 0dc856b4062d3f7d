package dev.pipit.framework.compression.quantize;

import java.util.function.ToDoubleFunction;

import dev.pipit.framework.compression.quantize.QuantizeSettings.Numbers;
import dev.pipit.framework.tflite.Quantization;

/** Which part of the numbers that a tensor was seen to hold its quantization keeps; what is beyond is clipped. */
public enum Calibration {
    /** All of them. */
    MINMAX {
        @Override
        Span span(Histogram seen, Numbers numbers) {
            return all(seen);
        }
    },
    /** All but one in ten thousand at either end. */
    PERCENTILE {
        @Override
        Span span(Histogram seen, Numbers numbers) {
            return new Span(seen.quantile(REST), seen.quantile(1 - REST));
        }
    },
    /** What makes the mean square of the error of rounding and clipping smallest. */
    MSE {
        @Override
        Span span(Histogram seen, Numbers numbers) {
            return best(all(seen), span -> squareError(seen, span.quantization(numbers), numbers));
        }
    },
    /**
     * What loses least information: the smallest cross-entropy (relative to the entropy, so the divergence of Kullback
     * and Leibler) between the distribution and what is left of it in 256 steps. Source: S. Migacz, 8-bit inference with
     * TensorRT, 2017.
     */
    ENTROPY {
        @Override
        Span span(Histogram seen, Numbers numbers) {
            return best(all(seen), span -> divergence(seen, span));
        }
    };

    private static final double REST = 1e-4;
    private static final int CANDIDATES = 80;
    private static final int LEVELS = 256;

    /** The real numbers that are kept. */
    abstract Span span(Histogram seen, Numbers numbers);

    private static Span all(Histogram seen) {
        return new Span(seen.least(), seen.greatest());
    }

    /** Tries smaller spans, first from the top, then from the bottom, then from the top again. */
    private static Span best(Span all, ToDoubleFunction<Span> loss) {
        Span best = all;
        for (boolean top : new boolean[] {true, false, true}) {
            double least = loss.applyAsDouble(best);
            Span base = best;
            for (int k = 1; k <= CANDIDATES; k++) {
                float part = (float) k / CANDIDATES;
                Span tried = top ? new Span(base.least(), all.greatest() * part) : new Span(all.least() * part, base.greatest());
                if (tried.greatest() > tried.least() && loss.applyAsDouble(tried) < least) {
                    least = loss.applyAsDouble(tried);
                    best = tried;
                }
            }
        }
        return best;
    }

    private static double squareError(Histogram seen, Quantization quantization, Numbers numbers) {
        int most = numbers == Numbers.INT16X8 ? Short.MAX_VALUE : Byte.MAX_VALUE;
        double sum = 0;
        for (int bin = 0; bin < Histogram.BINS; bin++) {
            if (seen.at(bin) > 0) {
                double value = seen.middle(bin);
                double q = Math.rint(value / quantization.scale()) + quantization.zeroPoint();
                double kept = (Math.max(-most - 1, Math.min(most, q)) - quantization.zeroPoint()) * quantization.scale();
                sum += seen.at(bin) * (value - kept) * (value - kept);
            }
        }
        return sum;
    }

    /** Outliers count at the ends; in each level, the mass is spread over the bins that hold any. */
    private static double divergence(Histogram seen, Span span) {
        int first = Math.max(0, (int) ((span.least() - seen.least()) / seen.width()));
        int last = Math.min(Histogram.BINS - 1, (int) ((span.greatest() - seen.least()) / seen.width()));
        int bins = last - first + 1;
        if (bins < 1) {
            return Double.POSITIVE_INFINITY;             // all that was seen lies beyond
        }
        double[] wanted = new double[bins];
        double total = 0;
        for (int bin = 0; bin < Histogram.BINS; bin++) {
            wanted[Math.max(0, Math.min(bins - 1, bin - first))] += seen.at(bin);
            total += seen.at(bin);
        }
        double sum = 0;
        for (int level = 0; level < Math.min(LEVELS, bins); level++) {
            int from = (int) ((long) level * bins / Math.min(LEVELS, bins));
            int to = (int) ((long) (level + 1) * bins / Math.min(LEVELS, bins));
            double mass = 0;
            int filled = 0;
            for (int k = from; k < to; k++) {
                mass += seen.at(first + k);              // what lies beyond the ends is not kept
                filled += wanted[k] > 0 ? 1 : 0;
            }
            for (int k = from; k < to; k++) {
                double left = Math.max(mass / Math.max(1, filled), NOTHING);
                sum += wanted[k] == 0 ? 0 : wanted[k] / total * Math.log(wanted[k] / left);
            }
        }
        return sum;
    }

    /** In place of a count of zero, whose logarithm would be infinite. */
    private static final double NOTHING = 1e-3;
}
