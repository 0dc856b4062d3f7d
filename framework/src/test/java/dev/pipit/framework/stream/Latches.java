package dev.pipit.framework.stream;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits inside sinks and sources of a test. */
final class Latches {
    private Latches() {
    }

    /** Waits, not for ever, and whatever happens. */
    static void await(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                assertTrue(latch.await(5, TimeUnit.SECONDS), "waited 5 s");
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
