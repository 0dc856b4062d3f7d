package dev.pipit.pipelines.wakeword;

import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.blocks.Decide;
import dev.pipit.framework.decision.Tuning;

/**
 * Remembers what came near a word: of each time that the score rose to half the threshold, the row at its best. Called by
 * the worker; allocates when such a time begins, and keeps the last {@value #MOST}.
 */
public final class Episodes implements Decide.Watcher {
    /** Times that are kept. */
    static final int MOST = 50;
    /** A mean of at least this part of the threshold is near. */
    static final float NEAR = 0.5f;

    private static final long QUIET_NANOS = 1_000_000_000;

    private final Tuning tuning;
    private final List<Episode> found = new ArrayList<>();
    private float[] now;
    private float[] best;
    private float peak;
    private long peakNanos;
    private long nearNanos;
    private long lastNanos;

    /**
     * One time.
     *
     * @param detected whether the threshold was reached
     * @param score    largest mean score
     * @param row      of the embedding, then
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Episode(boolean detected, float score, double timeSeconds, float[] row) {
    }

    public Episodes(Tuning tuning) {
        this.tuning = tuning;
    }

    /** The row of the score that comes next. */
    void row(float[] row) {
        now = row;
    }

    @Override
    public void scored(float score, float mean, long timeNanos) {
        if (timeNanos < lastNanos && peak > 0) {
            end();                             // another recording
        }
        lastNanos = timeNanos;
        if (mean >= NEAR * tuning.threshold()) {
            nearNanos = timeNanos;
            if (mean > peak) {
                peak = mean;
                peakNanos = timeNanos;
                best = best == null ? now.clone() : best;
                System.arraycopy(now, 0, best, 0, now.length);
            }
        } else if (peak > 0 && timeNanos - nearNanos > QUIET_NANOS) {
            end();
        }
    }

    private void end() {
        if (found.size() == MOST) {
            found.remove(0);
        }
        found.add(new Episode(peak >= tuning.threshold(), peak, peakNanos / 1e9, best));
        best = null;
        peak = 0;
    }

    /** What was found; ends what is going on. Once the worker has stopped. */
    public List<Episode> take() {
        if (peak > 0) {
            end();
        }
        List<Episode> taken = List.copyOf(found);
        found.clear();
        return taken;
    }
}
