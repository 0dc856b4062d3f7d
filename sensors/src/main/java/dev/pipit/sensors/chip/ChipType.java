package dev.pipit.sensors.chip;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.RegisterForm;
import dev.pipit.sensors.bus.Wires;

/**
 * What is known of a chip before it is opened. Each driver has one, in its constant {@code TYPE}; the table of all is
 * {@code sensors.catalogue}, and {@code docs/sensors.md} is printed from it.
 *
 * @param name       as it is typed: {@code lis3dh}
 * @param title      as it is read: {@code ST LIS3DH, three-axis accelerometer}
 * @param bus        how it may be wired
 * @param identities registers that together tell it from others; empty if it has none
 * @param sampling   what it can be set to
 * @param opener     makes the driver
 * @param selfTest   if the data sheet has one
 */
public record ChipType(String name, String title, Bus bus, List<Identity> identities, Sampling sampling, Opener opener,
        Optional<SelfTest> selfTest) {
    public ChipType {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(bus, "bus");
        identities = List.copyOf(identities);
        Objects.requireNonNull(sampling, "sampling");
        Objects.requireNonNull(opener, "opener");
        Objects.requireNonNull(selfTest, "selfTest");
    }

    /**
     * How a chip may be wired.
     *
     * @param addresses on I2C, 7 bits, the usual one first; empty if it does not speak I2C
     * @param spiHz     fastest clock on SPI, 0 if it does not speak SPI
     * @param form      of its registers; {@link RegisterForm#PLAIN} where it has none
     */
    public record Bus(List<Integer> addresses, int spiHz, RegisterForm form) {
        public Bus {
            addresses = List.copyOf(addresses);
            Objects.requireNonNull(form, "form");
        }
    }

    /**
     * What a chip can be set to.
     *
     * @param channels   what it measures
     * @param ratesHz    nominal; empty if it samples when it is asked
     * @param ranges     as they are typed: {@code 2 g}; empty if it has one
     * @param depth      samples that its FIFO holds; 1 if it has none
     * @param stuckAfter equal samples in a row after which it is taken to be stuck; 0 for never, where a quiet world
     *                   gives equal samples
     */
    public record Sampling(List<Channel> channels, List<Double> ratesHz, List<String> ranges, int depth,
            int stuckAfter) {
        public Sampling {
            channels = List.copyOf(channels);
            ratesHz = List.copyOf(ratesHz);
            ranges = List.copyOf(ranges);
        }
    }

    /** Makes the driver of a chip. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Finds the chip, checks that it is one, sets it up and starts it.
         *
         * @throws IOException              if it does not answer or is another chip
         * @throws IllegalArgumentException if it has no such rate or range
         */
        Sensor open(Wires wires, Choice choice, Clock clock) throws IOException;
    }
}
