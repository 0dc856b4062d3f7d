package dev.pipit.sensors.catalogue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.pipit.sensors.bus.Buses;
import dev.pipit.sensors.bus.Commands;
import dev.pipit.sensors.bus.Registers;
import dev.pipit.sensors.bus.Wires;
import dev.pipit.sensors.chip.ChipType;
import dev.pipit.sensors.chip.Identity;

/**
 * Looks which chips are where, by reads alone: the identity registers of the chips that may be at an address, and a
 * plain byte where there are none. The two Sensirion chips answer no read unless they are asked for something: they are
 * asked for their status and serial number.
 *
 * <p>On SPI nobody acknowledges; a chip is found there only if it has an identity, and only if asking for it looks like
 * a read to every other chip, which excludes those that do not read by bit 7 of the first byte.
 */
public final class Scan {
    private static final int FIRST = 0x08;
    private static final int LAST = 0x77;
    private static final int READS_BY_BIT_7 = 0x80;
    private static final int SPI_HZ = 1_000_000;

    /** Commands that only ask, of chips that answer no plain read. */
    private static final Map<String, byte[]> QUESTIONS = Map.of(
        "sht3x", new byte[] {(byte) 0xF3, 0x2D},                 // read out of status register
        "sht4x", new byte[] {(byte) 0x89});                      // read serial number

    private final Buses buses;

    public Scan(Buses buses) {
        this.buses = buses;
    }

    /**
     * Something that is there.
     *
     * @param place      where
     * @param recognised chips whose identity it shows; more than one where an identity does not tell them apart
     * @param possible   if none was recognised: chips without identity that may be at this address
     * @param holder     the kernel driver that has it; it was not asked then
     */
    public record Found(Place place, List<ChipType> recognised, List<ChipType> possible, Optional<String> holder) {
        public Found {
            recognised = List.copyOf(recognised);
            possible = List.copyOf(possible);
        }
    }

    /** All chips on all buses. */
    public List<Found> all() throws IOException {
        List<Found> found = new ArrayList<>();
        for (String bus : buses.i2c()) {
            found.addAll(i2c(bus));
        }
        for (String select : buses.spi()) {
            spi(select).ifPresent(found::add);
        }
        return found;
    }

    /** All chips on an I2C bus. */
    public List<Found> i2c(String bus) throws IOException {
        List<Found> found = new ArrayList<>();
        for (int address = FIRST; address <= LAST; address++) {
            at(new Place(bus, address)).ifPresent(found::add);
        }
        return found;
    }

    /** What is at an address, if something is. */
    public Optional<Found> at(Place place) throws IOException {
        List<ChipType> candidates = Chips.all().stream()
            .filter(type -> type.bus().addresses().contains(place.address())).toList();
        Optional<String> holder = buses.holder(place.bus(), place.address());
        if (holder.isPresent()) {
            return Optional.of(new Found(place, List.of(), candidates, holder));
        }
        Wires wires = buses.i2c(place.bus(), place.address());
        List<ChipType> recognised = candidates.stream().filter(type -> shows(wires, type)).toList();
        if (recognised.isEmpty() && !acknowledges(wires, candidates)) {
            return Optional.empty();
        }
        List<ChipType> possible = recognised.isEmpty()
            ? candidates.stream().filter(type -> type.identities().isEmpty()).toList() : List.of();
        return Optional.of(new Found(place, recognised, possible, holder));
    }

    /** What is on a select line, if it is recognised. */
    public Optional<Found> spi(String select) throws IOException {
        Wires wires = buses.spi(select, SPI_HZ);
        List<ChipType> recognised = Chips.all().stream()
            .filter(type -> type.bus().spiHz() > 0 && type.bus().form().spiRead() == READS_BY_BIT_7)
            .filter(type -> shows(wires, type)).toList();
        return recognised.isEmpty() ? Optional.empty()
            : Optional.of(new Found(Place.spi(select), recognised, List.of(), Optional.empty()));
    }

    /** Whether a chip with the identity of {@code type} answers; false where the type has none. */
    static boolean shows(Wires wires, ChipType type) {
        if (type.identities().isEmpty()) {
            return false;
        }
        try (Registers registers = wires.registers(type.bus().form())) {
            for (Identity identity : type.identities()) {
                if (registers.read(identity.register()) != identity.value()) {
                    return false;
                }
            }
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    private static boolean acknowledges(Wires wires, List<ChipType> candidates) {
        byte[] one = new byte[1];
        if (succeeds(wires, commands -> commands.read(one, 0, 1))) {
            return true;
        }
        for (ChipType type : candidates) {
            byte[] question = QUESTIONS.get(type.name());
            if (question != null && succeeds(wires, commands -> commands.write(question, 0, question.length))) {
                return true;
            }
        }
        return false;
    }

    private interface Transaction {
        void on(Commands commands) throws IOException;
    }

    private static boolean succeeds(Wires wires, Transaction transaction) {
        try (Commands commands = wires.commands()) {
            transaction.on(commands);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
