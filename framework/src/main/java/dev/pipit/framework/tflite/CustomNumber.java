package dev.pipit.framework.tflite;

import com.google.flatbuffers.ArrayReadWriteBuf;
import com.google.flatbuffers.FlexBuffers;
import java.util.OptionalInt;

/** Finds numbers of 32 bits, and truths as 0 and 1, in the settings of a custom operator, which are a FlexBuffers map. */
final class CustomNumber {
    private CustomNumber() {
    }

    /** Nothing if the bytes are not a map, or one that has no such number. */
    static OptionalInt named(String name, byte[] bytes) {
        if (bytes.length < 3) {                              // a value, its type and its width
            return OptionalInt.empty();
        }
        try {
            FlexBuffers.Reference root = FlexBuffers.getRoot(new ArrayReadWriteBuf(bytes, bytes.length));
            FlexBuffers.Reference value = root.isMap() ? root.asMap().get(name) : root;
            boolean whole = value.isBoolean() || value.isInt() && value.asLong() == (int) value.asLong();
            return root.isMap() && whole ? OptionalInt.of((int) value.asLong()) : OptionalInt.empty();
        } catch (IndexOutOfBoundsException | FlexBuffers.FlexBufferException e) {
            return OptionalInt.empty();                      // offsets that lead nowhere
        }
    }
}
