package dev.pipit.framework.stream;

import java.util.concurrent.atomic.AtomicLong;

/** The front and the thread of a handover: events wait in a ring for the steps behind it. */
final class EventLane implements Sink<Object> {
    private final Ring<Waiting> ring;
    private final Sink<Object> behind;
    private final Lane front;
    private final Lane lane;
    private final AtomicLong dropped = new AtomicLong();

    @SuppressWarnings("unchecked")             // Flow.handover passes on what it receives
    EventLane(Handover<?> handover, Lane front, Sink<?> behind, Lane lane) {
        ring = new Ring<>(handover.capacity(), handover.overrun(), Waiting::new);
        this.behind = (Sink<Object>) behind;
        this.front = front;
        this.lane = lane;
    }

    /** A slot: an event, and where the lane in front was when it came. */
    private static final class Waiting {
        private Object event;
        private long firstSample;
        private long timeNanos;
    }

    @Override
    public void accept(Object event) {
        Waiting slot = ring.claim();
        slot.event = event;
        slot.firstSample = front.firstSample();
        slot.timeNanos = front.timeNanos();
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
        Waiting slot = ring.take();
        while (slot != null) {
            Object event = slot.event;
            slot.event = null;
            lane.at(slot.firstSample, slot.timeNanos);
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
