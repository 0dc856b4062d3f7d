package dev.pipit.apps.sensors;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Buses;
import dev.pipit.sensors.bus.InputLine;
import dev.pipit.sensors.bus.Wires;
import dev.pipit.sensors.catalogue.Chips;
import dev.pipit.sensors.catalogue.Place;
import dev.pipit.sensors.chip.ChipType;
import dev.pipit.sensors.chip.Choice;
import dev.pipit.sensors.chip.LiveSensor;
import dev.pipit.sensors.iio.IioSource;

/** Which sensor, where, and how it is set. */
public final class SensorOptions {
    private static final String KERNEL = "iio:";

    @Mixin
    private BoardOption board = new BoardOption();

    @Mixin
    private PlaceOptions place = new PlaceOptions();

    @Option(names = "--rate", paramLabel = "HZ", description = "Samples a second; what suits the chip unless it is given.")
    private Double rateHz;

    @Option(names = "--range", paramLabel = "RANGE", description = "Full scale, such as 4g; 'sensors list --json' has them.")
    private String range;

    @Option(names = "--line", paramLabel = "N", description = "The GPIO line that the chip raises when it has samples.")
    private Integer line;

    private OptionalDouble rate() {
        return rateHz == null ? OptionalDouble.empty() : OptionalDouble.of(rateHz);
    }

    /** Opens a sensor, a chip of the table or {@code iio:NAME}; it runs then. */
    public OpenSensor open(String name) throws IOException {
        if (name.startsWith(KERNEL)) {
            IioSource source = IioSource.open(name.substring(KERNEL.length()), rate());
            return new OpenSensor(source, name, source.channels(),
                () -> new OpenSensor.Health(source.rateHz(), 0, 0, "", true), List.of());
        }
        ChipType type = Chips.named(name);
        List<AutoCloseable> also = new ArrayList<>();
        Buses buses = board.open();
        also.add(buses);
        try {
            Place where = place.of(type, buses);
            Wires wires = where.wires(buses, type.bus().spiHz());
            LiveSensor sensor = live(type, wires, buses, also);
            return new OpenSensor(sensor, where.toString(), sensor.channels(), () -> health(sensor), also);
        } catch (IOException | RuntimeException e) {
            for (AutoCloseable each : also) {
                close(each, e);
            }
            throw e;
        }
    }

    private LiveSensor live(ChipType type, Wires wires, Buses buses, List<AutoCloseable> also) throws IOException {
        Choice choice = new Choice(rate(), Optional.ofNullable(range));
        LiveSensor.Opener opener = () -> type.opener().open(wires, choice, Clock.SYSTEM);
        int stuckAfter = type.sampling().stuckAfter();
        if (line == null) {
            return LiveSensor.open(opener, stuckAfter, Clock.SYSTEM);
        }
        InputLine ready = buses.input(line);
        also.add(0, ready);
        return LiveSensor.open(opener, stuckAfter, Clock.SYSTEM, ready);
    }

    private static void close(AutoCloseable each, Exception cause) {
        try {
            each.close();
        } catch (Exception e) {
            cause.addSuppressed(e);
        }
    }

    private static OpenSensor.Health health(LiveSensor sensor) {
        return new OpenSensor.Health(1e9 / sensor.periodNanos(), sensor.jitterNanos() / 1e6, sensor.faults().count(),
            sensor.faults().last(), sensor.faults().running());
    }
}
