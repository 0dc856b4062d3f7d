package dev.pipit.sensors.bus;

import java.io.IOException;

/**
 * A chip that is read and written by register, over whatever bus. Each call is one transaction.
 *
 * <p>Registers and values are 0 to 255. How the bus says "several registers in a row" is the matter of the {@link
 * RegisterForm} that it was opened with, not of the driver.
 *
 * <p>Error: a call that fails, an address that nobody acknowledges for instance, is an {@link IOException} that names
 * bus and address; {@code into} may then be written in part.
 */
public interface Registers extends AutoCloseable {
    /** One register. */
    int read(int register) throws IOException;

    /** {@code length} registers in a row, or the same one again and again where the chip has a register like that. */
    void read(int register, byte[] into, int offset, int length) throws IOException;

    void write(int register, int value) throws IOException;

    /** Registers in a row, where the chip counts on while it is written to. */
    void write(int register, byte[] from, int offset, int length) throws IOException;

    /** Gives the wires free. The chip stays as it is. */
    @Override
    void close() throws IOException;
}
