package dev.pipit.sensors.bus.pi4j;

import java.util.concurrent.atomic.AtomicLong;

/** Pi4J wants a name for everything that is open, and each only once. */
final class Names {
    private static final AtomicLong COUNT = new AtomicLong();

    private Names() {
    }

    static String next(String what) {
        return "pipit " + what + " #" + COUNT.incrementAndGet();
    }
}
