package dev.pipit.sensors.bus.fake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.pipit.sensors.bus.Commands;
import dev.pipit.sensors.bus.Exchange;
import dev.pipit.sensors.bus.RegisterForm;
import dev.pipit.sensors.bus.Registers;
import dev.pipit.sensors.bus.Wires;

/**
 * The registers of a chip as a test wrote them down, from a data sheet for instance. Fails loudly on what no test
 * filled, so that a driver cannot read something nobody thought of.
 */
public final class FakeRegisters implements Registers, Wires {
    private final Map<Integer, Integer> held = new HashMap<>();
    private final Map<Integer, Deque<byte[]>> bursts = new HashMap<>();
    private final List<String> written = new ArrayList<>();

    /** No register is filled. */
    public FakeRegisters() {
    }

    /** A register that holds a value until it is written. */
    public FakeRegisters holding(int register, int value) {
        held.put(register, value);
        return this;
    }

    /** What the next burst from {@code register} gives; several are given one after the other. */
    public FakeRegisters burst(int register, int... bytes) {
        byte[] queued = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            queued[i] = (byte) bytes[i];
        }
        bursts.computeIfAbsent(register, none -> new ArrayDeque<>()).add(queued);
        return this;
    }

    /** What was written, in order: {@code 20=57}, register and value in hexadecimal. */
    public List<String> written() {
        return List.copyOf(written);
    }

    @Override
    public int read(int register) {
        Integer value = held.get(register);
        if (value == null) {
            throw new AssertionError(text("the driver read register 0x%02x, which no test filled", register));
        }
        return value;
    }

    /** Takes from a burst that was queued, or from the registers as they are held. */
    @Override
    public void read(int register, byte[] into, int offset, int length) {
        Deque<byte[]> queue = bursts.get(register);
        if (queue == null) {
            for (int i = 0; i < length; i++) {
                into[offset + i] = (byte) read(register + i);
            }
        } else if (queue.isEmpty() || queue.peek().length < length) {
            throw new AssertionError(text("the driver read %d bytes from 0x%02x, more than a test filled", length,
                register));
        } else {
            System.arraycopy(queue.remove(), 0, into, offset, length);
        }
    }

    @Override
    public void write(int register, int value) {
        written.add(text("%02x=%02x", register, value & 0xFF));
        held.put(register, value & 0xFF);
    }

    @Override
    public void write(int register, byte[] from, int offset, int length) {
        for (int i = 0; i < length; i++) {
            write(register + i, from[offset + i]);
        }
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public boolean spi() {
        return false;
    }

    @Override
    public Registers registers(RegisterForm form) {
        return this;
    }

    @Override
    public Commands commands() {
        throw new AssertionError("the driver wants commands of a chip with registers");
    }

    @Override
    public Exchange exchange(int mode) {
        throw new AssertionError("the driver wants SPI of a chip with registers");
    }

    @Override
    public void close() {
        written.add("closed");
    }
}
