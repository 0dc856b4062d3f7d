package dev.pipit.sensors.catalogue;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;

import dev.pipit.sensors.bus.Buses;
import dev.pipit.sensors.bus.Wires;

/**
 * Where a chip is wired.
 *
 * @param bus     {@code i2c-1}, or the select line {@code spi0.0}
 * @param address on I2C, {@link #NONE} on SPI
 */
public record Place(String bus, int address) {
    /** There are no addresses on SPI. */
    public static final int NONE = -1;

    public Place {
        Objects.requireNonNull(bus, "bus");
        if (address != NONE && (address < 0 || address > 0x7F)) {
            throw new IllegalArgumentException("address must be 0x00 to 0x7f: address="
                + String.format(Locale.ROOT, "0x%02x", address));
        }
    }

    public static Place spi(String select) {
        return new Place(select, NONE);
    }

    public boolean isSpi() {
        return address == NONE;
    }

    /** The wires to it; {@code spiHz} is the fastest clock that the chip takes. */
    public Wires wires(Buses buses, int spiHz) throws IOException {
        return isSpi() ? buses.spi(bus, spiHz) : buses.i2c(bus, address);
    }

    /** {@code i2c-1 0x18}, {@code spi0.0}. */
    @Override
    public String toString() {
        return isSpi() ? bus : String.format(Locale.ROOT, "%s 0x%02x", bus, address);
    }
}
