package dev.pipit.sensors.sht;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

import dev.pipit.sensors.bus.Commands;

/** A chip made of a list: what it was told, and what it says next. */
final class Answers implements Commands {
    final List<String> told = new ArrayList<>();
    private final Deque<byte[]> queue = new ArrayDeque<>();

    /** Bytes in hexadecimal. */
    Answers then(String bytes) {
        queue.add(HexFormat.of().parseHex(bytes));
        return this;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        told.add(HexFormat.of().formatHex(bytes, offset, offset + length));
    }

    @Override
    public void read(byte[] into, int offset, int length) {
        if (queue.isEmpty() || queue.peek().length != length) {
            throw new AssertionError("the driver read " + length + " bytes that no test queued");
        }
        System.arraycopy(queue.remove(), 0, into, offset, length);
    }

    @Override
    public void close() {
        told.add("closed");
    }
}
