package dev.pipit.framework.tflite;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Type of the numbers in a tensor, with the code of the schema. */
public enum TensorType {
    FLOAT32(0, 32),
    FLOAT16(1, 16),
    INT32(2, 32),
    UINT8(3, 8),
    INT64(4, 64),
    STRING(5, 0),
    BOOL(6, 8),
    INT16(7, 16),
    COMPLEX64(8, 64),
    INT8(9, 8),
    FLOAT64(10, 64),
    COMPLEX128(11, 128),
    UINT64(12, 64),
    /** A handle to a variable: no numbers of its own. */
    RESOURCE(13, 0),
    VARIANT(14, 0),
    UINT32(15, 32),
    UINT16(16, 16),
    /** Two to a byte, the lower four bits first. */
    INT4(17, 4),
    BFLOAT16(18, 16);

    private static final List<Optional<TensorType>> BY_CODE = Stream.of(values())
        .sorted(Comparator.comparingInt(TensorType::code)).map(Optional::of).toList();

    private final int code;
    private final int bits;

    TensorType(int code, int bits) {
        this.code = code;
        this.bits = bits;
    }

    /** The type with a number of the schema; nothing for another number. */
    static Optional<TensorType> of(int code) {
        return code >= 0 && code < BY_CODE.size() ? BY_CODE.get(code) : Optional.empty();
    }

    /** The schema's number. */
    public int code() {
        return code;
    }

    /** Bits of one number; 0 where there is no fixed size. */
    public int bits() {
        return bits;
    }
}
