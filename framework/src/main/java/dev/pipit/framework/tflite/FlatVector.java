package dev.pipit.framework.tflite;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Numbers, or offsets of tables, in a row; where they lie has been checked. */
record FlatVector(FlatFile file, int start, int length) {
    int int32(int index) {
        return file.bytes().getInt(start + Integer.BYTES * index);
    }

    float float32(int index) {
        return file.bytes().getFloat(start + Float.BYTES * index);
    }

    long int64(int index) {
        return file.bytes().getLong(start + Long.BYTES * index);
    }

    FlatTable table(int index) throws ModelFormatException {
        return new FlatTable(file, file.follow(start + Integer.BYTES * index));
    }

    List<Integer> ints() {
        if (length == 0) {
            return List.of();
        }
        Integer[] values = new Integer[length];
        Arrays.setAll(values, this::int32);
        return List.of(values);
    }

    int[] intArray() {
        int[] values = new int[length];
        for (int i = 0; i < length; i++) {
            values[i] = int32(i);
        }
        return values;
    }

    /** The bytes themselves, not a copy. */
    ByteBuffer bytes() throws ModelFormatException {
        return file.view(start, length);
    }
}
