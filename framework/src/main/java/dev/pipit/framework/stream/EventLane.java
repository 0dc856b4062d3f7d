package dev.pipit.framework.stream;

import java.util.concurrent.atomic.AtomicLong;

/** The front and the thread of a handover: events wait in a ring for the steps behind it. */
final class EventLane implements Sink<Object> {
    private final Ring<Object[]> ring;
    private final Sink<Object> behind;
    private final Lane lane;
    private final AtomicLong dropped = new AtomicLong();

    @SuppressWarnings("unchecked")             // Flow.handover passes on what it receives
    EventLane(Handover<?> handover, Sink<?> behind, Lane lane) {
        ring = new Ring<>(handover.capacity(), handover.overrun(), () -> new Object[1]);
        this.behind = (Sink<Object>) behind;
        this.lane = lane;
    }

    @Override
    public void accept(Object event) {
        ring.claim()[0] = event;
        try {
            if (ring.publish()) {
                dropped.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();                  // our own close: the worker sees it at its ring
        }
    }

    /** Runs the steps behind until the ring has ended. */
    void run() throws InterruptedException {
        Object[] slot = ring.take();
        while (slot != null) {
            Object event = slot[0];
            slot[0] = null;
            behind.accept(event);
            slot = ring.take();
        }
    }

    Lane lane() {
        return lane;
    }

    long dropped() {
        return dropped.get();
    }

    void end() {
        ring.end();
    }

    void stop() {
        ring.stop();
    }
}
