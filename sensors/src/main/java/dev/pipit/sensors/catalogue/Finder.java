package dev.pipit.sensors.catalogue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.pipit.sensors.bus.Buses;
import dev.pipit.sensors.chip.ChipType;

/** Finds a chip that somebody named, wherever it is wired. */
public final class Finder {
    private final Buses buses;
    private final Scan scan;

    public Finder(Buses buses) {
        this.buses = buses;
        scan = new Scan(buses);
    }

    /**
     * The one place where a chip of this type is.
     *
     * @throws IOException if it is nowhere, or if there is more than one place where it may be
     */
    public Place find(ChipType type) throws IOException {
        List<Place> places = new ArrayList<>();
        for (String bus : buses.i2c()) {
            for (int address : type.bus().addresses()) {
                Place place = new Place(bus, address);
                if (scan.at(place).filter(found -> fits(found, type)).isPresent()) {
                    places.add(place);
                }
            }
        }
        if (places.isEmpty() && type.bus().spiHz() > 0) {
            places.addAll(onSpi(type));
        }
        if (places.size() != 1) {
            throw new IOException(places.isEmpty() ? notFound(type) : several(type, places));
        }
        return places.get(0);
    }

    private static boolean fits(Scan.Found found, ChipType type) {
        return found.holder().isEmpty() && (found.recognised().contains(type) || found.possible().contains(type));
    }

    private List<Place> onSpi(ChipType type) throws IOException {
        List<Place> places = new ArrayList<>();
        for (String select : buses.spi()) {
            if (Scan.shows(buses.spi(select, type.bus().spiHz()), type)) {
                places.add(Place.spi(select));
            }
        }
        return places;
    }

    private String notFound(ChipType type) throws IOException {
        List<String> looked = new ArrayList<>();
        if (!type.bus().addresses().isEmpty() && !buses.i2c().isEmpty()) {
            looked.add(String.join(", ", buses.i2c()) + " at " + type.bus().addresses().stream()
                .map(address -> String.format(Locale.ROOT, "0x%02x", address)).collect(Collectors.joining(", ")));
        }
        if (type.bus().spiHz() > 0 && !buses.spi().isEmpty()) {
            if (type.identities().isEmpty()) {
                return "a " + type.name() + " has no identity to find it by: say where it is, --bus "
                    + buses.spi().get(0) + " for instance";
            }
            looked.add(String.join(", ", buses.spi()));
        }
        return looked.isEmpty()
            ? "there is no bus on which a " + type.name() + " could be: I2C and SPI are not enabled here"
            : "found no " + type.name() + " on " + String.join(", nor on ", looked) + "; scan says what is there";
    }

    private static String several(ChipType type, List<Place> places) {
        return "a " + type.name() + " may be at " + places.stream().map(Place::toString)
            .collect(Collectors.joining(", ")) + ": say which, with --bus and --address";
    }
}
