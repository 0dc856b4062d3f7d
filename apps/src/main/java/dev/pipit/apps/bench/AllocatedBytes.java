package dev.pipit.apps.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts what the thread at hand allocates. */
final class AllocatedBytes {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocatedBytes() {
    }

    /** So far. */
    static long now() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
