package dev.pipit.framework.stream;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Threads that share the parts of one computation after the other. The thread that asks takes part, so that it never
 * waits for one that has not begun. The others watch for a fraction of a millisecond before they sleep.
 *
 * <p>Threads: any may ask, one at a time. Cost: asking allocates nothing.
 */
public final class Team implements AutoCloseable {
    private static final int MOST = 64;
    private static final int WATCHES = 5_000;
    private static final long PART = 0xFFFF_FFFFL;
    private static final long ROUND = PART + 1;

    private final int size;
    private final Member[] members;
    /** The round in the upper half, the next part in the lower: who raises it has that part. */
    private final AtomicLong next;
    private final AtomicInteger done = new AtomicInteger();
    private IntConsumer work = part -> { };          // written before next, and only while no part is running
    private volatile Throwable failure;
    private volatile Thread asker;                   // while it sleeps
    private volatile boolean closed;

    /**
     * Starts threads.
     *
     * @param threads how many with the one that asks, 1 to 64, and how many parts a computation has
     */
    public Team(int threads) {
        if (threads < 1 || threads > MOST) {
            throw new IllegalArgumentException("threads must be 1 to 64: threads=" + threads);
        }
        this.size = threads;
        this.next = new AtomicLong(threads);
        this.members = new Member[threads - 1];
        for (int k = 0; k < members.length; k++) {
            members[k] = new Member("team " + (k + 1));
            members[k].start();
        }
    }

    /** How many parts a computation has. */
    public int size() {
        return size;
    }

    /** Runs {@code part} for 0 to {@code size() - 1}, in any order, and returns when all are done. */
    public synchronized void run(IntConsumer part) {
        failure = null;
        work = part;
        done.set(0);
        next.set((next.get() / ROUND + 1) * ROUND);
        for (Member member : members) {
            if (member.asleep) {
                LockSupport.unpark(member);
            }
        }
        takeParts();
        awaitParts();
        if (failure != null) {
            throw new IllegalStateException("a part failed: " + failure.getMessage(), failure);
        }
    }

    private void awaitParts() {
        for (int watched = 0; watched < WATCHES && done.get() < size; watched++) {
            Thread.onSpinWait();
        }
        if (done.get() < size) {
            asker = Thread.currentThread();
            while (done.get() < size) {
                LockSupport.park(this);
            }
            asker = null;
        }
    }

    /** Whether there was one. */
    private boolean takeParts() {
        boolean took = false;
        for (long ticket = next.get(); (ticket & PART) < size; ticket = next.get()) {
            if (next.compareAndSet(ticket, ticket + 1)) {
                took = true;
                try {
                    work.accept((int) (ticket & PART));
                } catch (RuntimeException | Error e) {
                    failure = e;
                } finally {
                    finished(done.incrementAndGet());
                }
            }
        }
        return took;
    }

    private void finished(int parts) {
        Thread sleeper = asker;
        if (parts == size && sleeper != null) {
            LockSupport.unpark(sleeper);
        }
    }

    /** Ends the threads. Nothing must be asked of them afterwards. */
    @Override
    public void close() {
        closed = true;
        for (Member member : members) {
            LockSupport.unpark(member);
        }
    }

    private final class Member extends Thread {
        private volatile boolean asleep;

        Member(String name) {
            super(name);
            setDaemon(true);
        }

        @Override
        public void run() {
            for (int watched = 0; !closed; watched++) {
                if (takeParts()) {
                    watched = 0;
                } else if (watched < WATCHES) {
                    Thread.onSpinWait();
                } else {
                    sleep();
                    watched = 0;
                }
            }
        }

        private void sleep() {
            asleep = true;
            if (!closed && (next.get() & PART) >= size) {
                LockSupport.park(this);
            }
            asleep = false;
        }
    }
}
