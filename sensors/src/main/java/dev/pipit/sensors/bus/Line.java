package dev.pipit.sensors.bus;

import java.io.IOException;

/** A digital line. */
public interface Line extends AutoCloseable {
    boolean high() throws IOException;

    @Override
    void close() throws IOException;
}
