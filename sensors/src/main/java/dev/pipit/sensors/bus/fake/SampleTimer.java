package dev.pipit.sensors.bus.fake;

import dev.pipit.framework.stream.Clock;

/** The clock of a simulated chip: says how many samples it has taken since it was last asked, and when. */
public final class SampleTimer {
    private final Clock clock;
    private final double error;
    private double rateHz;                     // as the chip believes; 0: it is at rest
    private long startNanos;
    private long taken;

    /** @param error how far the chip's clock is off: 0.03 for 3 % too fast */
    public SampleTimer(Clock clock, double error) {
        this.clock = clock;
        this.error = error;
    }

    /** Begins to sample at a rate; 0 stops. The first sample comes one period from now. */
    public void start(double nominalHz) {
        rateHz = nominalHz;
        startNanos = clock.nanoTime();
        taken = 0;
    }

    /** The rate it was set to, 0 if it is at rest. */
    public double rateHz() {
        return rateHz;
    }

    /** Whether one more sample is due; it counts as taken then. To be asked until it is not. */
    public boolean due() {
        if (rateHz == 0 || secondsOf(taken + 1) * 1e9 > clock.nanoTime() - startNanos) {
            return false;
        }
        taken++;
        return true;
    }

    /** When the sample that was due was taken, in seconds of the clock. */
    public double seconds() {
        return startNanos / 1e9 + secondsOf(taken);
    }

    private double secondsOf(long samples) {
        return samples / (rateHz * (1 + error));
    }
}
