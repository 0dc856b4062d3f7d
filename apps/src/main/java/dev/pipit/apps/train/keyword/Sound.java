package dev.pipit.apps.train.keyword;

/**
 * A recording in memory.
 *
 * @param label   what it is
 * @param group   who is heard
 * @param samples 16 kHz, full scale ±1
 * @param running whether any second of it will do; else it is the second around its one word
 */
@SuppressWarnings("ArrayRecordComponent")
record Sound(String label, String group, float[] samples, boolean running) {
    /** What is said, but is none of the words. */
    static final String UNKNOWN = "unknown";
    /** Noise. */
    static final String SILENCE = "silence";
}
