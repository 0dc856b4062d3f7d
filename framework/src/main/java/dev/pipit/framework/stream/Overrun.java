package dev.pipit.framework.stream;

/** What a full ring does. */
public enum Overrun {
    /** Overwrites what is oldest, and counts it: for a sensor, which cannot wait. */
    DROP_OLDEST("drop oldest"),
    /** Lets the reader wait: for a recording. Nothing is lost. */
    WAIT("wait");

    private final String words;

    Overrun(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
