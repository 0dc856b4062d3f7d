package dev.pipit.framework.tflite;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a FlatBuffers file, for reading what may be damaged.
 *
 * <p>Cost: a file may point to the same bytes again and again, and so describe far more than it holds. What is read is
 * therefore counted, and a file from which more than {@value #READS_PER_BYTE} times its size would be read is refused.
 */
final class FlatFile {
    private static final int READS_PER_BYTE = 2;

    private final ByteBuffer bytes;
    private final Place place;
    private long left;

    FlatFile(ByteBuffer bytes, Place place) {
        this.bytes = bytes.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        this.place = place;
        left = (long) READS_PER_BYTE * size();
    }

    /** All bytes, little-endian, from position 0. Not to be moved. */
    ByteBuffer bytes() {
        return bytes;
    }

    int size() {
        return bytes.limit();
    }

    Place place() {
        return place;
    }

    /** The table that the first four bytes point to. */
    FlatTable root() throws ModelFormatException {
        return new FlatTable(this, follow(0));
    }

    /** Where the offset at {@code at} points to. */
    int follow(int at) throws ModelFormatException {
        inside(at, Integer.BYTES);
        long target = at + Integer.toUnsignedLong(bytes.getInt(at));
        inside(target, Integer.BYTES);
        return (int) target;
    }

    /** A view of some bytes; costs nothing, however many they are. */
    ByteBuffer view(long from, long length) throws ModelFormatException {
        inside(from, length);
        return bytes.slice((int) from, (int) length).order(ByteOrder.LITTLE_ENDIAN);
    }

    String text(int from, int length) throws ModelFormatException {
        spend(length);
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(view(from, length));
            return text.toString();
        } catch (CharacterCodingException e) {
            throw place.error("holds a name that is not UTF-8, at byte " + from);
        }
    }

    void inside(long from, long length) throws ModelFormatException {
        if (from < 0 || length < 0 || from > size() || length > size() - from) {
            throw place.error("points to " + Long.toUnsignedString(length) + " bytes at byte "
                + Long.toUnsignedString(from) + " of a file of " + size() + " bytes: the file is cut off or damaged");
        }
    }

    /** Counts what is read for good. */
    void spend(long read) throws ModelFormatException {
        left -= read;
        if (left < 0) {
            throw place.error("describes more than a file of " + size() + " bytes can hold: the file is damaged");
        }
    }
}
