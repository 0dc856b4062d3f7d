package dev.pipit.framework.adaptation;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;

/**
 * A {@link State} as bytes, big-endian:
 *
 * <pre>
 *     "PIPIT-STATE-1\n"    14 bytes
 *     kind, version        text, int
 *     entries              int, then each: name as text, 't' 'd' 'f' or 'b', and its text or its count and numbers
 *     SHA-256              32 bytes, of everything before
 * </pre>
 *
 * <p>A text is its count of bytes as an int, and its bytes in UTF-8.
 */
final class StateBytes {
    private static final byte[] MAGIC = "PIPIT-STATE-1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST = 32;

    private StateBytes() {
    }

    static byte[] write(State state) {
        int size = MAGIC.length + sizeOf(state.kind()) + 8 + DIGEST;
        for (Map.Entry<String, Object> each : state.entries().entrySet()) {
            size += sizeOf(each.getKey()) + 1 + sizeOf(each.getValue());
        }
        ByteBuffer bytes = ByteBuffer.allocate(size);
        bytes.put(MAGIC);
        put(bytes, state.kind());
        bytes.putInt(state.version());
        bytes.putInt(state.entries().size());
        state.entries().forEach((name, value) -> {
            put(bytes, name);
            bytes.put((byte) typeOf(value));
            put(bytes, value);
        });
        bytes.put(digest(bytes.array(), size - DIGEST));
        return bytes.array();
    }

    /**
     * The state in {@code bytes}.
     *
     * @throws IllegalArgumentException if they are cut, changed, or no state
     */
    static State read(byte[] bytes) {
        if (bytes.length < MAGIC.length || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IllegalArgumentException("is no state of Pipit, or one of another format");
        }
        int size = bytes.length - DIGEST;
        if (size < MAGIC.length || !Arrays.equals(digest(bytes, size), Arrays.copyOfRange(bytes, size, bytes.length))) {
            throw new IllegalArgumentException("is damaged: its checksum is another");
        }
        try {
            return read(ByteBuffer.wrap(bytes, MAGIC.length, size - MAGIC.length));
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("is damaged: it ends early", e);
        }
    }

    private static State read(ByteBuffer bytes) {
        State.Builder state = State.of(text(bytes), bytes.getInt());
        for (int i = bytes.getInt(); i > 0; i--) {
            String name = text(bytes);
            switch (bytes.get()) {
                case 't' -> state.text(name, text(bytes));
                case 'd' -> {
                    double[] values = new double[count(bytes, 8)];
                    for (int n = 0; n < values.length; n++) {
                        values[n] = bytes.getDouble();
                    }
                    state.numbers(name, values);
                }
                case 'f' -> {
                    float[] values = new float[count(bytes, 4)];
                    for (int n = 0; n < values.length; n++) {
                        values[n] = bytes.getFloat();
                    }
                    state.numbers(name, values);
                }
                case 'b' -> {
                    byte[] values = new byte[count(bytes, 1)];
                    bytes.get(values);
                    state.bytes(name, values);
                }
                default -> throw new IllegalArgumentException("holds " + name + ", which is of no known type");
            }
        }
        return state.build();
    }

    /** How many values follow, not more than there are bytes. */
    private static int count(ByteBuffer bytes, int each) {
        int count = bytes.getInt();
        if (count < 0 || count > bytes.remaining() / each) {
            throw new BufferUnderflowException();
        }
        return count;
    }

    private static String text(ByteBuffer bytes) {
        byte[] text = new byte[count(bytes, 1)];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static char typeOf(Object value) {
        return value instanceof String ? 't' : value instanceof double[] ? 'd' : value instanceof float[] ? 'f' : 'b';
    }

    private static int sizeOf(Object value) {
        return 4 + (value instanceof String text ? text.getBytes(StandardCharsets.UTF_8).length
            : value instanceof double[] doubles ? 8 * doubles.length
            : value instanceof float[] floats ? 4 * floats.length : ((byte[]) value).length);
    }

    private static void put(ByteBuffer bytes, Object value) {
        if (value instanceof String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            bytes.putInt(utf8.length).put(utf8);
        } else if (value instanceof double[] doubles) {
            bytes.putInt(doubles.length);
            for (double each : doubles) {
                bytes.putDouble(each);
            }
        } else if (value instanceof float[] floats) {
            bytes.putInt(floats.length);
            for (float each : floats) {
                bytes.putFloat(each);
            }
        } else {
            byte[] raw = (byte[]) value;
            bytes.putInt(raw.length).put(raw);
        }
    }

    private static byte[] digest(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
