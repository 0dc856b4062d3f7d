package dev.pipit.sensors.chip;

import java.io.IOException;

/** What happened to a chip so far. Written by the thread that reads it; may be read by others. */
public final class Faults {
    private volatile long count;
    private volatile String last = "";
    private volatile boolean running = true;
    private volatile boolean open = true;

    Faults() {
    }

    /** How often it was lost. */
    public long count() {
        return count;
    }

    /** What went wrong last; empty if nothing did. */
    public String last() {
        return last;
    }

    /** Whether its samples come: false from a fault to the first sample after it. */
    public boolean running() {
        return running;
    }

    /** Whether this fault is worth a line: the first, and one of another kind. */
    boolean happened(IOException fault) {
        String message = String.valueOf(fault.getMessage());
        boolean news = !message.equals(last);
        if (open) {
            count++;
        }
        open = false;
        running = false;
        last = message;
        return news;
    }

    /** The chip was opened again. */
    void mended() {
        open = true;
    }

    /** Samples come. */
    void runs() {
        running = true;
    }
}
