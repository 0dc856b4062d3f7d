package dev.pipit.sensors.bus;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The buses and digital lines of a machine.
 *
 * <p>Names: an I2C bus is {@code i2c-1}; on SPI each select line has a name, {@code spi0.1} is the second one of the
 * first bus. Lines are counted as the machine counts them: on a Raspberry Pi, 17 is GPIO17.
 *
 * <p>Error: where a bus, chip or line cannot be had, an {@link IOException} of one line says why and what to do.
 */
public interface Buses extends AutoCloseable {
    /** The I2C buses that there are; empty if none is enabled. */
    List<String> i2c() throws IOException;

    /** The SPI select lines that there are; empty if none is enabled. */
    List<String> spi() throws IOException;

    /** Wires to a chip on I2C, whether it is there or not. */
    Wires i2c(String bus, int address) throws IOException;

    /** Wires to a chip on SPI, whether it is there or not, with a clock of at most {@code hz}. */
    Wires spi(String select, int hz) throws IOException;

    /** The kernel driver that has taken the chip at an address, so that nobody else may speak to it. */
    Optional<String> holder(String bus, int address) throws IOException;

    /** Takes a line to listen to. */
    InputLine input(int line) throws IOException;

    /** Takes a line to drive. */
    OutputLine output(int line) throws IOException;

    /** Gives everything free. */
    @Override
    void close() throws IOException;
}
