package dev.pipit.sensors.bus;

import java.io.InterruptedIOException;

import dev.pipit.framework.stream.Clock;

/** The time that a chip needs after it was switched on or reset. For opening a driver, not for reading. */
public final class Pause {
    private Pause() {
    }

    /**
     * Waits.
     *
     * @throws InterruptedIOException if the thread was interrupted, which it then still is
     */
    public static void micros(Clock clock, long micros) throws InterruptedIOException {
        try {
            clock.sleep(1_000 * micros);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a chip was being opened");
        }
    }

    /** Waits, as {@link #micros}. */
    public static void millis(Clock clock, long millis) throws InterruptedIOException {
        micros(clock, 1_000 * millis);
    }
}
