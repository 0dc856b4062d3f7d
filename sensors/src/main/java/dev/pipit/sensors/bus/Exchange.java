package dev.pipit.sensors.bus;

import java.io.IOException;

/** A chip on SPI that answers while it is spoken to. Each call is one transaction: select, bytes, deselect. */
public interface Exchange extends AutoCloseable {
    /** Sends {@code length} bytes of {@code out}, and puts what comes at the same time into {@code in}. */
    void exchange(byte[] out, byte[] in, int length) throws IOException;

    /** Gives the wires free. The chip stays as it is. */
    @Override
    void close() throws IOException;
}
