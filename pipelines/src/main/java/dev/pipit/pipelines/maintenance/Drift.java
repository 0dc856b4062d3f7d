package dev.pipit.pipelines.maintenance;

import dev.pipit.framework.adaptation.Adwin;
import dev.pipit.framework.adaptation.PageHinkley;

/**
 * Tells slow change from a fault: whether the logarithm of the distance from normal had moved long before the alarm, over
 * means of frames that do not overlap. The test of Page and Hinkley notices it early, and noise that lasts now and then;
 * so what it says counts for {@value #UNCONFIRMED} frames, and after that only what ADWIN has noticed too. No allocation.
 */
public final class Drift {
    private static final double TOLERANCE = 0.3;                 // of a factor e
    private static final double THRESHOLD = 6;
    private static final int WARM_UP = 10;
    private static final double DELTA = 0.002;
    private static final int FRAMES_BEFORE = 10;
    private static final int UNCONFIRMED = 200;
    private static final double LEAST = 1e-3;
    private static final double MOST = 20;
    private static final double LOWEST = Math.log(LEAST);
    private static final double RANGE = Math.log(MOST) - LOWEST;

    private final PageHinkley early = new PageHinkley(TOLERANCE, THRESHOLD, WARM_UP);
    private final Adwin sure = new Adwin(DELTA);
    private final int perFrame;
    private double sum;
    private int count;
    private long frames;
    private long noticedAt = Long.MAX_VALUE;
    private long movedAt = Long.MAX_VALUE;

    /** @param perFrame hops in a frame */
    public Drift(int perFrame) {
        this.perFrame = Math.max(1, perFrame);
    }

    /** Takes the distance of the next hop, in limits; one that is no number is the most. */
    public void add(double distance) {
        sum += Math.log(distance <= MOST ? Math.max(LEAST, distance) : MOST);
        if (++count < perFrame) {
            return;
        }
        frames++;
        notice(sum / count);
        follow(sum / count);
        sum = 0;
        count = 0;
    }

    private void notice(double logarithm) {
        PageHinkley.Change change = early.next(logarithm);
        boolean known = noticedAt != Long.MAX_VALUE && frames - noticedAt <= UNCONFIRMED;
        if (change == PageHinkley.Change.UP && !known) {
            noticedAt = frames;
        } else if (change == PageHinkley.Change.DOWN) {
            noticedAt = Long.MAX_VALUE;
        }
    }

    private void follow(double logarithm) {
        double before = sure.mean();
        if (sure.next((logarithm - LOWEST) / RANGE)) {
            movedAt = sure.mean() < before ? Long.MAX_VALUE : Math.min(movedAt, frames);
        }
    }

    /** Of an alarm now. */
    public Onset onset() {
        long latest = frames - FRAMES_BEFORE;
        boolean noticed = noticedAt <= latest && frames - noticedAt <= UNCONFIRMED;
        return noticed || movedAt <= latest ? Onset.SLOW : Onset.SUDDEN;
    }
}
