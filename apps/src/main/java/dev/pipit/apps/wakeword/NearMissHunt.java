package dev.pipit.apps.wakeword;

import java.util.function.BiConsumer;

import dev.pipit.framework.blocks.Decide;
import dev.pipit.framework.decision.Tuning;
import dev.pipit.framework.signal.Frame;

/**
 * Keeps the last seconds of sound, and hands them out when a score came near the threshold of a word and fell again
 * without a detection. Called by the worker; allocates only when it has found something.
 */
final class NearMissHunt {
    /** A mean of at least this part of the threshold is near. */
    static final double NEAR = 0.5;

    private static final double KEPT_SECONDS = 4;
    private static final long QUIET_NANOS = 1_000_000_000;     // so long below before it counts as over

    private final int hop;
    private final float[] last;                                // a circle
    private int at;
    private final BiConsumer<NearMiss, float[]> found;

    /**
     * @param hop   new samples in each frame
     * @param found takes a near miss with the sound that led to it, oldest sample first
     */
    NearMissHunt(double rateHz, int hop, BiConsumer<NearMiss, float[]> found) {
        this.hop = hop;
        last = new float[(int) (KEPT_SECONDS * rateHz)];
        this.found = found;
    }

    /** Remembers the newest samples of a frame of one channel. */
    void heard(Frame frame) {
        float[] samples = frame.samples();
        for (int i = samples.length - hop; i < samples.length; i++) {
            last[at] = samples[i];
            at = at + 1 == last.length ? 0 : at + 1;
        }
    }

    /** A watcher of one word. */
    Decide.Watcher of(String model, String label, Tuning tuning) {
        return new Hunt(model, label, tuning);
    }

    private float[] recall() {
        float[] sound = new float[last.length];
        System.arraycopy(last, at, sound, 0, last.length - at);
        System.arraycopy(last, 0, sound, last.length - at, at);
        return sound;
    }

    private final class Hunt implements Decide.Watcher {
        private final String model;
        private final String label;
        private final Tuning tuning;
        private float peak;
        private long peakNanos;
        private long nearNanos;                                // when the score was near last

        Hunt(String model, String label, Tuning tuning) {
            this.model = model;
            this.label = label;
            this.tuning = tuning;
        }

        @Override
        public void scored(float score, float mean, long timeNanos) {
            if (mean >= NEAR * tuning.threshold()) {
                nearNanos = timeNanos;
                if (mean > peak) {
                    peak = mean;
                    peakNanos = timeNanos;
                }
            } else if (peak > 0 && timeNanos - nearNanos >= QUIET_NANOS) {
                if (peak < tuning.threshold()) {
                    found.accept(new NearMiss(model, label, peak, peakNanos / 1e9), recall());
                }
                peak = 0;
            }
        }
    }
}
