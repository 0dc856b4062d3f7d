package dev.pipit.sensors.bus;

import java.io.IOException;

/**
 * A chip on I2C that takes commands and has no registers. Each call is one transaction.
 *
 * <p>Error: as {@link Registers}. A chip that has no answer yet does not acknowledge {@link #read}.
 */
public interface Commands extends AutoCloseable {
    void write(byte[] bytes, int offset, int length) throws IOException;

    void read(byte[] into, int offset, int length) throws IOException;

    /** Gives the wires free. The chip stays as it is. */
    @Override
    void close() throws IOException;
}
