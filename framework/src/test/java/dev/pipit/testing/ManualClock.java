package dev.pipit.testing;

import java.util.concurrent.atomic.AtomicLong;

import dev.pipit.framework.stream.Clock;

/** A clock that stands still until it is told, or slept on: sleeping takes no time and moves it on. */
public final class ManualClock implements Clock {
    private final AtomicLong now;

    public ManualClock() {
        this(0);
    }

    public ManualClock(long nanos) {
        now = new AtomicLong(nanos);
    }

    public void set(long nanos) {
        now.set(nanos);
    }

    public void advance(long nanos) {
        now.addAndGet(nanos);
    }

    @Override
    public long nanoTime() {
        return now.get();
    }

    @Override
    public void sleep(long nanos) {
        now.addAndGet(Math.max(0, nanos));
    }
}
