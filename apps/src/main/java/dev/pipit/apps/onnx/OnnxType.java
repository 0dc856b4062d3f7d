package dev.pipit.apps.onnx;

import java.util.Arrays;
import java.util.Optional;

/** Type of the numbers in a tensor, with its number in {@code onnx.proto3}. */
public enum OnnxType {
    FLOAT(1, 4),
    UINT8(2, 1),
    INT8(3, 1),
    UINT16(4, 2),
    INT16(5, 2),
    INT32(6, 4),
    INT64(7, 8),
    BOOL(9, 1),
    FLOAT16(10, 2),
    DOUBLE(11, 8),
    UINT32(12, 4),
    UINT64(13, 8);

    private final int code;
    private final int bytes;

    OnnxType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** The type with a number of the format; nothing for texts, complex numbers and types of less than a byte. */
    static Optional<OnnxType> of(int code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }

    /** The format's number. */
    int code() {
        return code;
    }

    /** Bytes of one number. */
    int bytes() {
        return bytes;
    }

    /** Whether its numbers are kept as real ones here, not as whole ones. */
    public boolean real() {
        return this == FLOAT || this == FLOAT16 || this == DOUBLE;
    }
}
