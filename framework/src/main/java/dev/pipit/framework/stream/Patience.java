package dev.pipit.framework.stream;

import org.tinylog.Logger;

/** Waits for threads to end. */
final class Patience {
    private static final long LAST_MILLIS = 2_500;

    private Patience() {
    }

    /**
     * Waits for a thread, and interrupts it when it takes too long.
     *
     * @return true if the thread that waits was interrupted meanwhile; it waits nevertheless
     */
    static boolean end(Thread thread, long millis) {
        boolean interrupted = await(thread, millis);
        if (thread.isAlive()) {
            thread.interrupt();
            interrupted |= await(thread, LAST_MILLIS);
        }
        if (thread.isAlive()) {
            Logger.warn("{} does not end: is a source or an action blocked?", thread.getName());
        }
        return interrupted;
    }

    private static boolean await(Thread thread, long millis) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join(millis);
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }
}
