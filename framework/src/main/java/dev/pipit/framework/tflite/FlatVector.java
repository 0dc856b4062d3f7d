package dev.pipit.framework.tflite;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

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
        return IntStream.range(0, length).mapToObj(this::int32).toList();
    }

    int[] intArray() {
        return IntStream.range(0, length).map(this::int32).toArray();
    }

    /** The bytes themselves, not a copy. */
    ByteBuffer bytes() throws ModelFormatException {
        return file.view(start, length);
    }
}
