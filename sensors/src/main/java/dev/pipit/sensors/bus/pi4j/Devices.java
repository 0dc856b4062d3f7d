package dev.pipit.sensors.bus.pi4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The device files of buses, and what the kernel says of them. */
record Devices(Path dev, Path sys) {
    private static final Pattern I2C = Pattern.compile("i2c-\\d+");
    private static final Pattern SPI = Pattern.compile("spidev\\d+\\.\\d+");

    List<String> i2c() throws IOException {
        return named(I2C).stream().sorted(Comparator.comparingInt(bus -> Integer.parseInt(bus.substring(4)))).toList();
    }

    /** {@code spi0.1} for {@code spidev0.1}. */
    List<String> spi() throws IOException {
        return named(SPI).stream().map(file -> file.replace("spidev", "spi")).sorted().toList();
    }

    private List<String> named(Pattern pattern) throws IOException {
        if (!Files.isDirectory(dev)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(dev)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> pattern.matcher(name).matches())
                .collect(Collectors.toList());
        }
    }

    /** Checks that an I2C bus is there and may be used. */
    void checkI2c(String bus) throws IOException {
        check(bus, bus, i2c(), "I2C", "do_i2c");
    }

    /** Checks that an SPI select line is there and may be used. */
    void checkSpi(String select) throws IOException {
        check(select, select.replace("spi", "spidev"), spi(), "SPI", "do_spi");
    }

    private void check(String name, String file, List<String> there, String kind, String enable) throws IOException {
        if (there.isEmpty()) {
            throw new IOException(kind + " is not enabled here; on a Raspberry Pi: sudo raspi-config nonint " + enable
                + " 0");
        }
        if (!there.contains(name)) {
            throw new IOException("there is no " + name + "; there are: " + String.join(", ", there));
        }
        Path path = dev.resolve(file);
        if (!Files.isReadable(path) || !Files.isWritable(path)) {
            throw new IOException(path + ": permission denied; sudo usermod -aG " + Files.getAttribute(path, "posix:group")
                + " $USER lets you in from the next login");
        }
    }

    /** The kernel driver that has the chip at an address. */
    Optional<String> holder(String bus, int address) throws IOException {
        Path driver = sys.resolve(String.format(Locale.ROOT, "bus/i2c/devices/%s-%04x/driver", bus.substring(4), address));
        return Files.exists(driver) ? Optional.of(driver.toRealPath().getFileName().toString()) : Optional.empty();
    }
}
