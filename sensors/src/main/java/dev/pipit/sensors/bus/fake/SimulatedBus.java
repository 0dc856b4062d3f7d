package dev.pipit.sensors.bus.fake;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.Commands;
import dev.pipit.sensors.bus.Exchange;
import dev.pipit.sensors.bus.InputLine;
import dev.pipit.sensors.bus.RegisterForm;
import dev.pipit.sensors.bus.Registers;
import dev.pipit.sensors.bus.Wires;

/**
 * A bus with simulated chips on it, by address on I2C or by number of the select line on SPI, and with the faults that
 * wires have.
 */
public final class SimulatedBus {
    private static final int NEVER = -1;

    private final String name;
    private final boolean spi;
    private final Map<Integer, SimulatedChip> chips = new HashMap<>();
    private int acknowledged = NEVER;          // bytes until one is not
    private boolean busy;
    private long transactions;

    private SimulatedBus(String name, boolean spi) {
        this.name = name;
        this.spi = spi;
    }

    /** An empty I2C bus. */
    public static SimulatedBus i2c(String name) {
        return new SimulatedBus(name, false);
    }

    /** An empty SPI bus. */
    public static SimulatedBus spi(String name) {
        return new SimulatedBus(name, true);
    }

    /** Plugs a chip in, in place of what was there. */
    public SimulatedBus plug(int address, SimulatedChip chip) {
        chips.put(address, chip);
        return this;
    }

    public void unplug(int address) {
        chips.remove(address);
    }

    /** After so many bytes, one is not acknowledged, once. */
    public void failAfter(int bytes) {
        acknowledged = bytes;
    }

    /** Whether somebody else holds the bus. */
    public void busy(boolean now) {
        busy = now;
    }

    /** Transactions so far. */
    public long transactions() {
        return transactions;
    }

    /** Wires to a chip, whether it is there or not. */
    public Wires wires(int address) {
        return new To(address);
    }

    /** The line of the chip at {@code address}; waiting for it lets {@code clock} go on. */
    public InputLine line(int address, Clock clock) {
        return new SimulatedLine(() -> chips.containsKey(address) && chips.get(address).lineHigh(), clock);
    }

    private final class To implements Wires, Registers, Commands, Exchange {
        private final int address;
        private final byte[] one = new byte[1];
        private RegisterForm form = RegisterForm.PLAIN;

        To(int address) {
            this.address = address;
        }

        @Override
        public String name() {
            return spi ? SimulatedBus.this.name + "." + address
                : String.format(Locale.ROOT, "%s 0x%02x", SimulatedBus.this.name, address);
        }

        @Override
        public boolean spi() {
            return spi;
        }

        @Override
        public Registers registers(RegisterForm wanted) {
            form = wanted;
            return this;
        }

        @Override
        public Commands commands() throws IOException {
            if (spi) {
                throw new IOException(name() + " is SPI, the chip speaks I2C");
            }
            return this;
        }

        @Override
        public Exchange exchange(int mode) throws IOException {
            if (!spi) {
                throw new IOException(name() + " is I2C, the chip speaks SPI");
            }
            return this;
        }

        @Override
        public int read(int register) throws IOException {
            read(register, one, 0, 1);
            return one[0] & 0xFF;
        }

        @Override
        public void read(int register, byte[] into, int offset, int length) throws IOException {
            SimulatedChip chip = begin();
            chip.begin(spi, false);
            if (spi) {
                chip.swap(form.spiRead(register, length));
                for (int i = 0; i < form.spiSkip(); i++) {
                    chip.swap(0);
                }
            } else {
                send(chip, form.i2c(register, length));
                start(chip);
            }
            answer(chip, into, offset, length);
            chip.end();
        }

        @Override
        public void write(int register, int value) throws IOException {
            one[0] = (byte) value;
            write(register, one, 0, 1);
        }

        @Override
        public void write(int register, byte[] from, int offset, int length) throws IOException {
            SimulatedChip chip = begin();
            chip.begin(spi, false);
            if (spi) {
                chip.swap(form.spiWrite(register, length));
            } else {
                send(chip, form.i2c(register, length));
            }
            for (int i = 0; i < length; i++) {
                send(chip, from[offset + i] & 0xFF);
            }
            chip.end();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            SimulatedChip chip = begin();
            chip.begin(false, false);
            for (int i = 0; i < length; i++) {
                send(chip, bytes[offset + i] & 0xFF);
            }
            chip.end();
        }

        @Override
        public void read(byte[] into, int offset, int length) throws IOException {
            SimulatedChip chip = begin();
            start(chip);
            answer(chip, into, offset, length);
            chip.end();
        }

        @Override
        public void exchange(byte[] out, byte[] in, int length) throws IOException {
            SimulatedChip chip = begin();
            chip.begin(true, false);
            for (int i = 0; i < length; i++) {
                count();
                in[i] = (byte) chip.swap(out[i] & 0xFF);
            }
            chip.end();
        }

        private SimulatedChip begin() throws IOException {
            if (busy) {
                throw new IOException(name() + ": the bus is busy");
            }
            transactions++;
            SimulatedChip chip = chips.get(address);
            if (chip == null) {
                if (spi) {
                    return Nothing.THERE;      // nobody drives the line: what is read is all ones
                }
                throw new IOException(name() + ": no acknowledge");
            }
            return chip;
        }

        private void start(SimulatedChip chip) throws IOException {
            chip.begin(false, true);
            if (!chip.ready()) {
                chip.end();
                throw new IOException(name() + ": no acknowledge");
            }
        }

        private void answer(SimulatedChip chip, byte[] into, int offset, int length) throws IOException {
            for (int i = 0; i < length; i++) {
                count();
                into[offset + i] = (byte) (spi ? chip.swap(0) : chip.give());
            }
        }

        private void send(SimulatedChip chip, int value) throws IOException {
            count();
            if (spi) {
                chip.swap(value);
            } else if (!chip.take(value)) {
                chip.end();
                throw new IOException(name() + ": no acknowledge");
            }
        }

        private void count() throws IOException {
            if (acknowledged == 0) {
                acknowledged = NEVER;
                throw new IOException(name() + ": no acknowledge in the middle of a transaction");
            }
            if (acknowledged > 0) {
                acknowledged--;
            }
        }

        @Override
        public void close() {
            // wires of software hold nothing
        }
    }

    /** An SPI line with nobody on it. */
    private enum Nothing implements SimulatedChip {
        THERE;

        @Override
        public void begin(boolean overSpi, boolean read) {
            // nobody hears it
        }

        @Override
        public boolean take(int value) {
            return true;
        }

        @Override
        public int give() {
            return 0xFF;
        }

        @Override
        public void powerUp() {
            // nothing to power
        }
    }
}
