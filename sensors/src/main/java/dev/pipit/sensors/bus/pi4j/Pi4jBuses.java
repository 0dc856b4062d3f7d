package dev.pipit.sensors.bus.pi4j;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import com.pi4j.plugin.linuxfs.provider.i2c.LinuxFsI2CProvider;
import com.pi4j.plugin.linuxfs.provider.spi.LinuxFsSpiProvider;
import com.pi4j.provider.Provider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Buses;
import dev.pipit.sensors.bus.InputLine;
import dev.pipit.sensors.bus.OutputLine;
import dev.pipit.sensors.bus.Wires;

/**
 * The buses and lines of this board. Nothing is opened before it is asked for.
 *
 * <p>Cost: each transaction allocates some hundred bytes in Pi4J.
 */
public final class Pi4jBuses implements Buses {
    private final Devices devices;
    private final Supplier<Provider<?, ?, ?>[]> busProviders;
    private final Supplier<Provider<?, ?, ?>[]> lineProviders;
    private final Clock clock;
    private Context buses;                     // null until a bus is asked for
    private Context lines;                     // null until a line is asked for; apart, so that either works alone

    /** The buses of the machine that this runs on. */
    public Pi4jBuses() {
        this(new Devices(Path.of("/dev"), Path.of("/sys")),
            () -> new Provider<?, ?, ?>[] {LinuxFsI2CProvider.newInstance(), LinuxFsSpiProvider.newInstance()},
            () -> new Provider<?, ?, ?>[] {GpioDDigitalInputProvider.newInstance(),
                GpioDDigitalOutputProvider.newInstance()}, Clock.SYSTEM);
    }

    Pi4jBuses(Devices devices, Supplier<Provider<?, ?, ?>[]> busProviders,
            Supplier<Provider<?, ?, ?>[]> lineProviders, Clock clock) {
        this.devices = devices;
        this.busProviders = busProviders;
        this.lineProviders = lineProviders;
        this.clock = clock;
    }

    @Override
    public List<String> i2c() throws IOException {
        return devices.i2c();
    }

    @Override
    public List<String> spi() throws IOException {
        return devices.spi();
    }

    @Override
    public Wires i2c(String bus, int address) throws IOException {
        devices.checkI2c(bus);
        String name = String.format(Locale.ROOT, "%s 0x%02x", bus, address);
        Optional<String> holder = devices.holder(bus, address);
        if (holder.isPresent()) {
            throw new IOException(name + " is taken by the kernel driver " + holder.get() + ": read it as iio:NAME");
        }
        return new I2cWires(busContext(name), name, Integer.parseInt(bus.substring(4)), address);
    }

    @Override
    public Wires spi(String select, int hz) throws IOException {
        devices.checkSpi(select);
        String[] numbers = select.substring(3).split("\\.");
        return new SpiWires(busContext(select), select, Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), hz);
    }

    @Override
    public Optional<String> holder(String bus, int address) throws IOException {
        return devices.holder(bus, address);
    }

    @Override
    public InputLine input(int line) throws IOException {
        return Pi4jInputLine.open(lineContext(line), line, clock);
    }

    @Override
    public OutputLine output(int line) throws IOException {
        return Pi4jOutputLine.open(lineContext(line), line);
    }

    private synchronized Context busContext(String name) throws IOException {
        if (buses == null) {
            buses = context(name, busProviders);
        }
        return buses;
    }

    private synchronized Context lineContext(int line) throws IOException {
        if (lines == null) {
            lines = context("line " + line, lineProviders);
        }
        return lines;
    }

    private static Context context(String name, Supplier<Provider<?, ?, ?>[]> providers) throws IOException {
        try {
            return Pi4J.newContextBuilder().noAutoDetect().disableShutdownHook().add(providers.get()).build();
        } catch (RuntimeException | LinkageError e) {
            throw Complaint.of(name, e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            if (buses != null) {
                buses.shutdown();
            }
            if (lines != null) {
                lines.shutdown();
            }
        } catch (RuntimeException e) {
            throw Complaint.of("closing", e);
        } finally {
            buses = null;
            lines = null;
        }
    }
}
