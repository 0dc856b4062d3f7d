package dev.pipit.sensors.bus;

import java.io.IOException;

/**
 * The wires between this computer and one chip, on I2C or SPI. A driver asks for the way in which its chip speaks;
 * whoever opens a driver hands it the wires.
 */
public interface Wires {
    /** What is printed where it matters which chip: {@code i2c-1 0x18}, {@code spi0.1}. */
    String name();

    /** Whether this is SPI: some chips must be told to leave I2C alone. */
    boolean spi();

    /** For a chip with registers. */
    Registers registers(RegisterForm form) throws IOException;

    /**
     * For a chip with commands.
     *
     * @throws IOException if these wires are not I2C
     */
    Commands commands() throws IOException;

    /**
     * For a chip that answers while it is spoken to.
     *
     * @throws IOException if these wires are not SPI
     */
    Exchange exchange(int mode) throws IOException;
}
