package dev.pipit.sensors.microphone;

/** A device that records into a buffer of its own. */
interface CaptureLine extends AutoCloseable {
    /** Bytes that can be read without waiting. */
    int available();

    /** Bytes that the device's buffer holds. */
    int capacity();

    /** Copies {@code length} bytes that are available, as many as there are. */
    int read(byte[] into, int offset, int length);

    boolean isOpen();

    @Override
    void close();
}
