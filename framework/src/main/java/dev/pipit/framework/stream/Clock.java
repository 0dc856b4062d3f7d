package dev.pipit.framework.stream;

import java.util.concurrent.TimeUnit;

/** Monotonic time, and waiting for it. Not the time of day. */
public interface Clock {
    /** The clock of the machine. */
    Clock SYSTEM = new Clock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    };

    /** Nanoseconds since some moment that does not change. */
    long nanoTime();

    /** Waits; returns at once if {@code nanos} is not above 0. */
    void sleep(long nanos) throws InterruptedException;
}
