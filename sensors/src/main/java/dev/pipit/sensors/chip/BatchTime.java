package dev.pipit.sensors.chip;

/**
 * Times of samples that a chip takes by its own clock and hands over in batches.
 *
 * <p>Each batch says: by now the chip has taken so many samples. Through these points a straight line is laid, time over
 * number of samples, by least squares; older points count less, the last hundred or so decide. Its slope is the true
 * period, which may be off the nominal one by a tenth; its end is the time of the newest sample. So a moment of waiting
 * on our side moves no sample by much, and nothing adds up.
 *
 * <p>Times grow always: where the line says less than half a period after what was given before, that half period is
 * given.
 *
 * <p>Unit: nanoseconds. Cost: a dozen multiplications a batch, no allocation. Error: with points that are late by up to
 * one period, evenly spread, the period is right to 0.1 % after 100 batches; pinned by {@code BatchTimeTest}.
 */
final class BatchTime {
    /** Weight of a point, for each point that is newer. */
    private static final double FADING = 1 - 1 / 128.0;

    /** The nominal period counts as much as this many batches do. */
    private static final double TRUST = 4;

    /** A chip's clock is not further off than this. */
    private static final double MOST_OFF = 0.15;

    private final double nominal;
    private double period;

    /** Sums over the points, x in samples and y in nanoseconds after the newest point. */
    private double s;
    private double sx;
    private double sxx;
    private double sy;
    private double sxy;
    private double trust;
    private double anchor;                     // the period when the line was begun

    private long newest;                       // when the newest point was observed
    private double offset;                     // of the line there
    private long given = Long.MIN_VALUE;       // time of the last sample that was given
    private double squares;                    // of the distances from the line, faded
    private double weights;

    BatchTime(double nominalNanos) {
        nominal = nominalNanos;
        period = nominalNanos;
    }

    /**
     * Takes one batch.
     *
     * @param n            samples since the last batch, at least 1
     * @param newestNanos  when the last of them was there
     * @return the time of the first of them
     */
    long first(int n, long newestNanos) {
        if (s == 0) {
            trust = TRUST * n * n;
            anchor = period;
        } else {
            distance(newestNanos - (newest + offset + n * period));
            shift(n, newestNanos - newest);
        }
        newest = newestNanos;
        s++;
        fit();
        double first = newest + offset - (n - 1) * period;
        long time = given == Long.MIN_VALUE ? Math.round(first)
            : Math.max(Math.round(first), given + Math.round(period / 2));
        given = time + Math.round((n - 1) * period);
        return time;
    }

    /** How many samples there should have been since the last one that was given, if one is there now; at least 1. */
    long due(long nowNanos) {
        return given == Long.MIN_VALUE ? 1 : Math.max(1, Math.round((nowNanos - given) / period));
    }

    /** Forgets where the samples stood, after some were lost. What is known of the period stays. */
    void gap() {
        s = 0;
        sx = 0;
        sxx = 0;
        sy = 0;
        sxy = 0;
    }

    /** Moves the newest point to zero, and lets all fade. */
    private void shift(int n, double nanos) {
        sxy = (sxy - n * sy - nanos * sx + n * nanos * s) * FADING;
        sxx = (sxx - 2 * n * sx + (double) n * n * s) * FADING;
        sx = (sx - n * s) * FADING;
        sy = (sy - nanos * s) * FADING;
        s *= FADING;
    }

    /** The line of least squares whose slope is held to the period so far as long as there are few points. */
    private void fit() {
        double xx = sxx + trust;
        double xy = sxy + trust * anchor;
        double determinant = s * xx - sx * sx;
        double slope = (s * xy - sx * sy) / determinant;
        period = Math.max((1 - MOST_OFF) * nominal, Math.min((1 + MOST_OFF) * nominal, slope));
        offset = (sy - sx * period) / s;
    }

    private void distance(double nanos) {
        squares = squares * FADING + nanos * nanos;
        weights = weights * FADING + 1;
    }

    /** The period as it was found so far. */
    double periodNanos() {
        return period;
    }

    /** How far batches came from where the line expected them, root mean square; 0 at first. */
    double jitterNanos() {
        return weights == 0 ? 0 : Math.sqrt(squares / weights);
    }
}
