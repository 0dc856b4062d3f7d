package dev.pipit.apps;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While it is open, whoever ends the process (Ctrl-C, the stop of a service) interrupts the thread that opened it, and
 * that thread gets the time to say what was heard. The exit code stays that of the signal: 130, 143.
 */
public final class Ending implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final Thread listening = Thread.currentThread();
    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread hook = new Thread(this::end, "ending");

    /** From now on. */
    public Ending() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void end() {
        listening.interrupt();
        try {
            reported.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        reported.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return;                            // the process ends already, and the hook has done its work
        }
    }
}
