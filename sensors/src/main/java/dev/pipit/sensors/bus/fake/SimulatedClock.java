package dev.pipit.sensors.bus.fake;

import dev.pipit.framework.stream.Clock;

/** Time that passes only when somebody waits. Whoever shares it may use it from several threads. */
public final class SimulatedClock implements Clock {
    private long nanos;

    /** Begins at 0. */
    public SimulatedClock() {
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public synchronized void sleep(long waited) {
        nanos += Math.max(0, waited);
    }
}
