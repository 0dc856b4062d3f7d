package dev.pipit.pipelines.maintenance;

import dev.pipit.framework.adaptation.PageHinkley;

/**
 * Tells slow change from a fault: whether the logarithm of the distance from normal had moved long before the alarm, by
 * the test of Page and Hinkley over means of frames that do not overlap. No allocation.
 */
final class Drift {
    private static final double TOLERANCE = 0.3;                 // of a factor e
    private static final double THRESHOLD = 6;
    private static final int WARM_UP = 10;
    private static final int FRAMES_BEFORE = 10;
    private static final double LEAST = 1e-3;
    private static final double MOST = 20;

    private final PageHinkley test = new PageHinkley(TOLERANCE, THRESHOLD, WARM_UP);
    private final int perFrame;
    private double sum;
    private int count;
    private long frames;
    private long movedAt = Long.MAX_VALUE;

    /** @param perFrame hops in a frame */
    Drift(int perFrame) {
        this.perFrame = Math.max(1, perFrame);
    }

    /** Takes the distance of the next hop, in limits; one that is no number is the most. */
    void add(double distance) {
        sum += Math.log(distance <= MOST ? Math.max(LEAST, distance) : MOST);
        if (++count < perFrame) {
            return;
        }
        frames++;
        PageHinkley.Change change = test.next(sum / count);
        sum = 0;
        count = 0;
        if (change == PageHinkley.Change.UP && movedAt == Long.MAX_VALUE) {
            movedAt = frames;
        } else if (change == PageHinkley.Change.DOWN) {
            movedAt = Long.MAX_VALUE;
        }
    }

    /** Of an alarm now. */
    Onset onset() {
        return movedAt <= frames - FRAMES_BEFORE ? Onset.SLOW : Onset.SUDDEN;
    }
}
