package dev.pipit.framework.tflite.packed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes and bits in a row, for reading what may be damaged. Bits come from the highest of a byte to its lowest. */
final class PackedInput {
    private final ByteBuffer bytes;
    private int byteOfBits;
    private int bitsLeft;

    /** @param bytes from its position to its limit, which stay as they are */
    PackedInput(ByteBuffer bytes) {
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Bytes of which no bit has been read. */
    int remaining() {
        return bytes.remaining();
    }

    int position() {
        return bytes.position();
    }

    int uint8() throws PackedFormatException {
        need(Byte.BYTES);
        return bytes.get() & 0xFF;
    }

    int int32() throws PackedFormatException {
        need(Integer.BYTES);
        return bytes.getInt();
    }

    /** 7 bits a byte, the lowest first; the highest bit says that there are more. */
    int size() throws PackedFormatException {
        int value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            int next = uint8();
            if (shift == 28 && next > 7) {
                break;
            }
            value |= (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new PackedFormatException("is damaged: says a size above 2 GB");
    }

    /** A view of the next bytes; costs nothing, however many they are. */
    ByteBuffer view(int length) throws PackedFormatException {
        need(length);
        ByteBuffer view = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + length);
        return view;
    }

    int bits(int count) throws PackedFormatException {
        int value = 0;
        for (int i = 0; i < count; i++) {
            if (bitsLeft == 0) {
                byteOfBits = uint8();
                bitsLeft = Byte.SIZE;
            }
            bitsLeft--;
            value = value << 1 | byteOfBits >> bitsLeft & 1;
        }
        return value;
    }

    private void need(int length) throws PackedFormatException {
        if (length > bytes.remaining()) {
            throw new PackedFormatException("is cut off: needs " + length + " bytes at byte " + bytes.position() + " of "
                + bytes.limit());
        }
    }
}
