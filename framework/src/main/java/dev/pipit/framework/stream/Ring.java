package dev.pipit.framework.stream;

import java.util.function.Supplier;

/**
 * A fixed number of slots between one thread that fills them and one that empties them. All slots are made at the
 * start and go round: {@code claim}, fill, {@code publish} on one side, {@code take}, use on the other.
 *
 * <p>Each side always owns one slot that the other cannot reach, so nothing is ever read while it is written.
 *
 * <p>Threads: one writer, one taker; {@code end} by the writer; {@code stop} by anyone.
 * Cost: no allocation; one short lock per slot.
 */
final class Ring<S> {
    private final Object lock = new Object();
    private final Object[] slots;
    private final Overrun overrun;
    private S writing;
    private S taken;
    private int head;                  // where the oldest published slot is
    private int size;                  // how many are published and not taken
    private boolean ended;
    private boolean stopped;

    Ring(int capacity, Overrun overrun, Supplier<S> slot) {
        this.slots = new Object[capacity];
        this.overrun = overrun;
        for (int i = 0; i < capacity; i++) {
            slots[i] = slot.get();
        }
        writing = slot.get();
        taken = slot.get();
    }

    int capacity() {
        return slots.length;
    }

    /** The slot to fill next. */
    S claim() {
        return writing;
    }

    /**
     * Hands over the claimed slot.
     *
     * @return true if the oldest slot was dropped for it: then {@code claim} gives just that slot, still filled
     */
    boolean publish() throws InterruptedException {
        synchronized (lock) {
            while (size == slots.length && overrun == Overrun.WAIT && !stopped) {
                lock.wait();
            }
            if (stopped) {
                return false;
            }
            boolean full = size == slots.length;
            int at = (head + size) % slots.length;       // the oldest, if full
            S free = slot(at);
            slots[at] = writing;
            writing = free;
            if (full) {
                head = (head + 1) % slots.length;
            } else if (size++ == 0) {
                lock.notifyAll();
            }
            return full;
        }
    }

    /** The oldest published slot, valid until the next call; waits for it; null when there will be none any more. */
    S take() throws InterruptedException {
        synchronized (lock) {
            while (size == 0 && !ended && !stopped) {
                lock.wait();
            }
            if (size == 0 || stopped) {
                return null;
            }
            S full = slot(head);
            slots[head] = taken;
            taken = full;
            head = (head + 1) % slots.length;
            if (size-- == slots.length) {
                lock.notifyAll();
            }
            return full;
        }
    }

    /** Nothing more will be published; what is there can still be taken. */
    void end() {
        synchronized (lock) {
            ended = true;
            lock.notifyAll();
        }
    }

    /** Lets both sides go at once. */
    void stop() {
        synchronized (lock) {
            stopped = true;
            lock.notifyAll();
        }
    }

    boolean stopped() {
        synchronized (lock) {
            return stopped;
        }
    }

    @SuppressWarnings("unchecked")
    private S slot(int at) {
        return (S) slots[at];
    }
}
