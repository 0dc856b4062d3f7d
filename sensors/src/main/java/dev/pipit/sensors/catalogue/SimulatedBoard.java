package dev.pipit.sensors.catalogue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Buses;
import dev.pipit.sensors.bus.InputLine;
import dev.pipit.sensors.bus.OutputLine;
import dev.pipit.sensors.bus.Wires;
import dev.pipit.sensors.bus.fake.SimulatedBus;
import dev.pipit.sensors.bus.fake.SimulatedChip;
import dev.pipit.sensors.bus.fake.World;
import dev.pipit.sensors.chip.ChipType;
import dev.pipit.sensors.simulated.SimulatedChips;

/**
 * A board made of software: every chip of the table at its usual address, on as many I2C buses as that takes; those that
 * speak only SPI on select lines. The clocks of the chips are off by up to 4 %, each by its own.
 *
 * <p>Lines 1 and up are the data lines of the chips in the order of {@link Chips#all}; an output is heard by nobody.
 */
public final class SimulatedBoard implements Buses {
    private final Clock clock;
    private final Map<String, SimulatedBus> i2c = new TreeMap<>();
    private final Map<String, List<Integer>> taken = new TreeMap<>();
    private final SimulatedBus spi = SimulatedBus.spi("spi0");
    private final List<String> selects = new ArrayList<>();
    private final List<InputLine> lines = new ArrayList<>();

    public SimulatedBoard(World world, Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        int number = 0;
        for (ChipType type : Chips.all()) {
            double error = 0.01 * (number++ * 4 % 9 - 4);
            plug(type, SimulatedChips.make(type.name(), world, clock, error));
        }
    }

    private void plug(ChipType type, SimulatedChip chip) {
        if (type.bus().addresses().isEmpty()) {
            int select = selects.size();
            selects.add("spi0." + select);
            spi.plug(select, chip);
            lines.add(spi.line(select, clock));
            return;
        }
        int address = type.bus().addresses().get(0);
        int number = 1;
        while (taken.getOrDefault("i2c-" + number, List.of()).contains(address)) {
            number++;
        }
        String bus = "i2c-" + number;
        taken.computeIfAbsent(bus, none -> new ArrayList<>()).add(address);
        SimulatedBus on = i2c.computeIfAbsent(bus, SimulatedBus::i2c).plug(address, chip);
        lines.add(on.line(address, clock));
    }

    /** The bus itself, to do to it what happens to buses. */
    public SimulatedBus bus(String name) throws IOException {
        SimulatedBus bus = i2c.get(name);
        if (bus == null) {
            throw new IOException("there is no bus " + name + "; there are: " + String.join(", ", i2c.keySet()));
        }
        return bus;
    }

    @Override
    public List<String> i2c() {
        return List.copyOf(i2c.keySet());
    }

    @Override
    public List<String> spi() {
        return List.copyOf(selects);
    }

    @Override
    public Wires i2c(String bus, int address) throws IOException {
        return bus(bus).wires(address);
    }

    @Override
    public Wires spi(String select, int hz) throws IOException {
        if (!selects.contains(select)) {
            throw new IOException("there is no select line " + select + "; there are: " + String.join(", ", selects));
        }
        return spi.wires(selects.indexOf(select));
    }

    @Override
    public Optional<String> holder(String bus, int address) {
        return Optional.empty();
    }

    @Override
    public InputLine input(int line) throws IOException {
        if (line < 1 || line > lines.size()) {
            throw new IOException("there is no line " + line + "; there are 1 to " + lines.size());
        }
        return lines.get(line - 1);
    }

    @Override
    public OutputLine output(int line) {
        return new Unheard();
    }

    @Override
    public void close() {
        // software holds nothing
    }

    /** Keeps how it was set, and that is all. */
    private static final class Unheard implements OutputLine {
        private boolean high;

        @Override
        public void set(boolean now) {
            high = now;
        }

        @Override
        public boolean high() {
            return high;
        }

        @Override
        public void close() {
            high = false;
        }
    }
}
