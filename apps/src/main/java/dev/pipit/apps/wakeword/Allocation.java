package dev.pipit.apps.wakeword;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

import dev.pipit.framework.signal.Frame;
import dev.pipit.framework.stream.Sink;

/**
 * Measures what the thread that calls it allocates from one frame to the next, once the program has warmed up. The few
 * objects of a detection count too.
 */
final class Allocation implements Sink<Frame> {
    /** Hops after which the compiler has seen everything that happens in each of them. */
    static final long WARM_UP = 1_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long start;
    private volatile long hops;
    private volatile long first;
    private volatile long last;

    /** @param before hops that the program has seen so far */
    Allocation(long before) {
        start = Math.max(1, WARM_UP - before);
    }

    @Override
    public void accept(Frame frame) {
        hops++;
        if (hops >= start) {
            last = threads.getCurrentThreadAllocatedBytes();
            if (hops == start) {
                first = last;
            }
        }
    }

    /** Hops that were measured. */
    long hops() {
        return Math.max(0, hops - start);
    }

    /** What they allocated, together. */
    long bytes() {
        return last - first;
    }
}
