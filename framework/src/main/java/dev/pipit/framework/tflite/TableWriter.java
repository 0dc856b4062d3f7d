package dev.pipit.framework.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one table. What a field points to is written at once, the table itself at the end, since FlatBuffers cannot
 * nest them. Fields that have their default are left out.
 */
final class TableWriter {
    private final FlatBufferBuilder builder;
    private final List<Runnable> fields = new ArrayList<>();
    private int count;

    TableWriter(FlatBufferBuilder builder) {
        this.builder = builder;
    }

    TableWriter int8(int field, int value) {
        return add(field, () -> builder.addByte(field, (byte) value, 0));
    }

    TableWriter int32(int field, int value) {
        return int32(field, value, 0);
    }

    TableWriter int32(int field, int value, int absent) {
        return add(field, () -> builder.addInt(field, value, absent));
    }

    TableWriter int64(int field, long value) {
        return add(field, () -> builder.addLong(field, value, 0));
    }

    TableWriter flag(int field, boolean value) {
        return flag(field, value, false);
    }

    TableWriter flag(int field, boolean value, boolean absent) {
        return add(field, () -> builder.addBoolean(field, value, absent));
    }

    /** Never left out: −0 would be taken for the default. */
    TableWriter float32(int field, float value) {
        return add(field, () -> builder.addFloat(field, value, Double.NaN));
    }

    TableWriter text(int field, String value) {
        return value.isEmpty() ? this : offset(field, builder.createString(value));
    }

    TableWriter ints(int field, List<Integer> values) {
        builder.startVector(Integer.BYTES, values.size(), Integer.BYTES);
        for (int i = values.size() - 1; i >= 0; i--) {        // FlatBuffers are written from the end
            builder.addInt(values.get(i));
        }
        return offset(field, builder.endVector());
    }

    TableWriter floats(int field, float[] values) {
        builder.startVector(Float.BYTES, values.length, Float.BYTES);
        for (int i = values.length - 1; i >= 0; i--) {
            builder.addFloat(values[i]);
        }
        return offset(field, builder.endVector());
    }

    TableWriter longs(int field, int[] values) {
        builder.startVector(Long.BYTES, values.length, Long.BYTES);
        for (int i = values.length - 1; i >= 0; i--) {
            builder.addLong(values[i]);
        }
        return offset(field, builder.endVector());
    }

    TableWriter tables(int field, List<Integer> tables) {
        return offset(field, builder.createVectorOfTables(tables.stream().mapToInt(Integer::intValue).toArray()));
    }

    /** Something that has been written before. */
    TableWriter offset(int field, int offset) {
        return add(field, () -> builder.addOffset(field, offset, 0));
    }

    /** Writes the table, and returns where it is. */
    int end() {
        builder.startTable(count);
        fields.forEach(Runnable::run);
        return builder.endTable();
    }

    private TableWriter add(int field, Runnable write) {
        fields.add(write);
        count = Math.max(count, field + 1);
        return this;
    }
}
