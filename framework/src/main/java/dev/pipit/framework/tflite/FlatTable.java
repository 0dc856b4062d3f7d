package dev.pipit.framework.tflite;

import com.google.flatbuffers.Table;

/**
 * A table of a FlatBuffers file. Its fields are numbered; one that is absent has a default. Each access is checked.
 */
final class FlatTable extends Table {
    private static final int SIZES = 2 * Short.BYTES;    // a vtable begins with its own size and the table's

    private static final int LEAST_COST = 16;             // what is made of a table is not smaller than this

    private final FlatFile file;
    private final int size;

    /** A table that is absent: all fields have their defaults. */
    FlatTable(FlatFile file) {
        this.file = file;
        size = 0;
    }

    FlatTable(FlatFile file, int at) throws ModelFormatException {
        this.file = file;
        file.inside(at, Integer.BYTES);
        long vtable = (long) at - file.bytes().getInt(at);
        file.inside(vtable, SIZES);
        int vtableSize = uint16((int) vtable);
        size = uint16((int) vtable + Short.BYTES);
        if (vtableSize < SIZES || vtableSize % Short.BYTES != 0 || size < Integer.BYTES) {
            throw damaged();
        }
        file.inside(vtable, vtableSize);
        file.inside(at, size);
        file.spend(Math.max(size, LEAST_COST));
        __reset(at, file.bytes());
    }

    int int32(int field, int absent) throws ModelFormatException {
        int at = at(field, Integer.BYTES);
        return at == 0 ? absent : bb.getInt(at);
    }

    int int8(int field, int absent) throws ModelFormatException {
        int at = at(field, Byte.BYTES);
        return at == 0 ? absent : bb.get(at);
    }

    boolean bool(int field, boolean absent) throws ModelFormatException {
        return int8(field, absent ? 1 : 0) != 0;
    }

    float float32(int field) throws ModelFormatException {
        int at = at(field, Float.BYTES);
        return at == 0 ? 0 : bb.getFloat(at);
    }

    long int64(int field) throws ModelFormatException {
        int at = at(field, Long.BYTES);
        return at == 0 ? 0 : bb.getLong(at);
    }

    /** Empty where it is absent. */
    String text(int field) throws ModelFormatException {
        int at = at(field, Integer.BYTES);
        if (at == 0) {
            return "";
        }
        int start = file.follow(at);
        int length = bb.getInt(start);
        file.inside(start + (long) Integer.BYTES, Integer.toUnsignedLong(length));
        return file.text(start + Integer.BYTES, length);
    }

    boolean has(int field) throws ModelFormatException {
        return at(field, Byte.BYTES) != 0;
    }

    FlatTable table(int field) throws ModelFormatException {
        int at = at(field, Integer.BYTES);
        if (at == 0) {
            throw damaged();
        }
        return new FlatTable(file, file.follow(at));
    }

    /** Four bytes an element: numbers, or offsets of tables. Of length 0 where it is absent. */
    FlatVector vector(int field) throws ModelFormatException {
        return vector(field, Integer.BYTES);
    }

    /** Of length 0 where it is absent. */
    FlatVector vector(int field, int bytesPerElement) throws ModelFormatException {
        FlatVector vector = blob(field, bytesPerElement);
        file.spend((long) vector.length() * bytesPerElement);
        return vector;
    }

    /** Bytes that are looked at where they are, so that they cost nothing. Of length 0 where they are absent. */
    FlatVector blob(int field) throws ModelFormatException {
        return blob(field, Byte.BYTES);
    }

    ModelFormatException error(String what) {
        return file.place().error(what);
    }

    private FlatVector blob(int field, int bytesPerElement) throws ModelFormatException {
        int at = at(field, Integer.BYTES);
        if (at == 0) {
            return new FlatVector(file, 0, 0);
        }
        int start = file.follow(at);
        int length = bb.getInt(start);
        file.inside(start + (long) Integer.BYTES, Integer.toUnsignedLong(length) * bytesPerElement);
        return new FlatVector(file, start + Integer.BYTES, length);
    }

    /** Where a field lies in the file; 0 where it is absent. */
    private int at(int field, int bytes) throws ModelFormatException {
        int offset = __offset(SIZES + Short.BYTES * field) & 0xFFFF;
        if (offset == 0) {
            return 0;
        }
        if (offset + bytes > size) {
            throw damaged();
        }
        return bb_pos + offset;
    }

    private int uint16(int at) {
        return file.bytes().getShort(at) & 0xFFFF;
    }

    private ModelFormatException damaged() {
        return error("a table does not fit together: the file is damaged");
    }
}
