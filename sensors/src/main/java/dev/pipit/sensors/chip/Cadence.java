package dev.pipit.sensors.chip;

import java.util.Objects;

import dev.pipit.framework.stream.Clock;

/** When to ask a chip that samples only when it is asked: at a rate of our choice, by our clock. */
public final class Cadence {
    private final Clock clock;
    private final long periodNanos;
    private long dueNanos;

    /**
     * The first sample is due at once.
     *
     * @param rateHz samples per second, above 0
     * @param mostHz the most that the chip can do
     */
    public Cadence(double rateHz, double mostHz, Clock clock) {
        if (!(rateHz > 0 && rateHz <= mostHz)) {
            throw new IllegalArgumentException(
                "rateHz must be above 0 and at most " + mostHz + ": rateHz=" + rateHz);
        }
        this.clock = Objects.requireNonNull(clock, "clock");
        periodNanos = Math.round(1e9 / rateHz);
        dueNanos = clock.nanoTime();
    }

    /**
     * Whether a sample is due; it counts as asked for then. Who comes late by less than a period is not late the next
     * time; samples that are later still are not made up for.
     */
    public boolean due() {
        long late = clock.nanoTime() - dueNanos;
        if (late < 0) {
            return false;
        }
        dueNanos += late < periodNanos ? periodNanos : late + periodNanos;
        return true;
    }
}
