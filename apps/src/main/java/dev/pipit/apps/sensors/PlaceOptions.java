package dev.pipit.apps.sensors;

import java.io.IOException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import dev.pipit.sensors.bus.Buses;
import dev.pipit.sensors.catalogue.Finder;
import dev.pipit.sensors.catalogue.Place;
import dev.pipit.sensors.chip.ChipType;

/** Where a chip is wired; it is looked for where that is not said. */
final class PlaceOptions {
    @Option(names = "--bus", paramLabel = "BUS", description = "i2c-1, or the select line spi0.0; looked for on all buses "
        + "unless it is given.")
    private String bus;

    @Option(names = "--address", paramLabel = "0xNN", converter = Address.class,
        description = "On I2C, if it is not the usual one.")
    private Integer address;

    Place of(ChipType type, Buses buses) throws IOException {
        if (bus == null && address == null) {
            return new Finder(buses).find(type);
        }
        if (bus != null && bus.startsWith("spi")) {
            return Place.spi(bus);
        }
        if (bus == null && buses.i2c().size() != 1) {
            throw new IOException("--address needs --bus where there is not one I2C bus: " + String.join(", ",
                buses.i2c()));
        }
        if (address == null && type.bus().addresses().isEmpty()) {
            throw new IOException("a " + type.name() + " is on SPI: --bus " + (buses.spi().isEmpty() ? "spi0.0"
                : buses.spi().get(0)) + " for instance");
        }
        return new Place(bus == null ? buses.i2c().get(0) : bus,
            address == null ? type.bus().addresses().get(0) : address);
    }

    /** {@code 0x18}, {@code 24}. */
    static final class Address implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            try {
                return Integer.decode(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + text + "' is not an address such as 0x18");
            }
        }
    }
}
