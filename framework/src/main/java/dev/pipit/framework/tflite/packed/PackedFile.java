package dev.pipit.framework.tflite.packed;

import java.nio.ByteBuffer;

/** A file that was packed for a thin connection. */
public final class PackedFile {
    private PackedFile() {
    }

    /** Whether bytes begin like a packed file. */
    public static boolean is(ByteBuffer file) {
        return Container.begins(file);
    }

    /**
     * The bytes that were packed.
     *
     * <p>Cost: their size twice, at most {@value Container#MOST_BYTES} bytes and {@value Container#MOST_TIMES} times the file
     * each.
     *
     * @param file from its position to its limit, which stay as they are
     * @throws PackedFormatException if it is cut off, or a bit of it has changed; the message is one line, without the name
     */
    public static byte[] expand(ByteBuffer file) throws PackedFormatException {
        Container container = Container.read(file);
        byte[] rest = new byte[container.rest().bytes()];
        expand(container.rest(), 0, rest, 0);
        byte[] whole = new byte[container.bytes()];
        int taken = 0;
        int at = 0;
        for (int i = 0; i < container.parts().size(); i++) {
            Part part = container.parts().get(i);
            System.arraycopy(rest, taken, whole, at, part.skip());
            taken += part.skip();
            at += part.skip();
            expand(part, i + 1, whole, at);
            at += part.bytes();
        }
        System.arraycopy(rest, taken, whole, at, rest.length - taken);
        if (Container.checksum(ByteBuffer.wrap(whole)) != container.checksum()) {
            throw new PackedFormatException("is damaged: what it expands to does not have the checksum that it says");
        }
        return whole;
    }

    private static void expand(Part part, int index, byte[] into, int from) throws PackedFormatException {
        try {
            part.expand(into, from);
        } catch (PackedFormatException e) {
            throw new PackedFormatException("part " + index + " " + e.getMessage());
        }
    }
}
