package dev.pipit.testing;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * How many bytes a thread has allocated since it started. Asking allocates nothing.
 *
 * <p>The JDK tells it in {@code com.sun.management.ThreadMXBean}, which is no part of Java, so it is looked up by name.
 */
public final class AllocatedBytes {
    private static final MethodHandle BYTES_OF_THREAD = find();

    private AllocatedBytes() {
    }

    public static long ofThisThread() {
        try {
            return (long) BYTES_OF_THREAD.invokeExact(Thread.currentThread().getId());
        } catch (Throwable e) {
            throw new AssertionError("the JDK does not tell what a thread allocates", e);
        }
    }

    /** What {@code task} allocates in the best of five rounds: what the compiler does may fall into one. */
    public static long of(Runnable task) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = ofThisThread();
            task.run();
            least = Math.min(least, ofThisThread() - before);
        }
        return least;
    }

    private static MethodHandle find() {
        try {
            Object bean = Class.forName("java.lang.management.ManagementFactory").getMethod("getThreadMXBean").invoke(null);
            return MethodHandles.publicLookup().findVirtual(Class.forName("com.sun.management.ThreadMXBean"),
                "getThreadAllocatedBytes", MethodType.methodType(long.class, long.class)).bindTo(bean);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
