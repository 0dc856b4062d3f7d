package dev.pipit.testing;

import java.lang.management.ManagementFactory;

import javax.management.JMException;
import javax.management.ObjectName;

/** How much memory a thread has taken: what com.sun.management.ThreadMXBean counts, asked for by name. */
public final class AllocatedBytes {
    private AllocatedBytes() {
    }

    /** Since the start of the calling thread. Asking takes about a kilobyte itself. */
    public static long ofThisThread() {
        try {
            return (Long) ManagementFactory.getPlatformMBeanServer()
                .getAttribute(new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME), "CurrentThreadAllocatedBytes");
        } catch (JMException e) {
            throw new IllegalStateException("this JDK does not count the memory of a thread", e);
        }
    }
}
