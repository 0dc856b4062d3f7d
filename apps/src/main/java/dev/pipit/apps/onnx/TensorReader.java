package dev.pipit.apps.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import dev.pipit.framework.tflite.Half;

/** Reads a {@code TensorProto}: its numbers lie as raw bytes, or in the list that belongs to their type. */
final class TensorReader {
    private static final int MOST_ELEMENTS = 1 << 28;
    private static final int EXTERNAL = 1;

    private final String file;
    private final List<Long> extents = new ArrayList<>();
    private final List<Number> listed = new ArrayList<>();
    private String name = "";
    private int code;
    private ByteString raw = ByteString.EMPTY;
    private boolean external;

    private TensorReader(String file) {
        this.file = file;
    }

    static OnnxTensor read(Fields fields, String file) throws IOException {
        return new TensorReader(file).read(fields);
    }

    private OnnxTensor read(Fields fields) throws IOException {
        for (int number = fields.next(); number != 0; number = fields.next()) {
            switch (number) {
                case 1 -> fields.each(WireFormat.WIRETYPE_VARINT, in -> extents.add(in.readInt64()));
                case 2 -> code = OnnxNode.clamp(fields.whole());
                case 4 -> fields.each(WireFormat.WIRETYPE_FIXED32, in -> listed.add(in.readFloat()));
                case 5 -> fields.each(WireFormat.WIRETYPE_VARINT, in -> listed.add((long) in.readInt32()));
                case 7 -> fields.each(WireFormat.WIRETYPE_VARINT, in -> listed.add(in.readInt64()));
                case 8 -> name = fields.text();
                case 9 -> raw = fields.bytes();
                case 10 -> fields.each(WireFormat.WIRETYPE_FIXED64, in -> listed.add(in.readDouble()));
                case 11 -> fields.each(WireFormat.WIRETYPE_VARINT, in -> listed.add(unsigned(in)));
                case 14 -> external = fields.whole() == EXTERNAL;
                default -> fields.skip();
            }
        }
        return tensor();
    }

    private static long unsigned(CodedInputStream in) throws IOException {
        long value = in.readUInt64();
        return value < 0 ? Long.MAX_VALUE : value;
    }

    private OnnxTensor tensor() throws OnnxFormatException {
        if (external) {
            throw error("its numbers lie in another file: save the model as one file");
        }
        OnnxType type = OnnxType.of(code).orElseThrow(() -> error("numbers of type " + code + " are not read"));
        int[] shape = new int[extents.size()];
        long elements = 1;
        for (int d = 0; d < shape.length; d++) {
            long extent = extents.get(d);
            if (extent < 0 || extent > MOST_ELEMENTS || elements * extent > MOST_ELEMENTS) {
                throw error("extents must be at least 0, and together at most " + MOST_ELEMENTS + ": shape=" + extents);
            }
            shape[d] = (int) extent;
            elements *= extent;
        }
        long there = raw.isEmpty() ? listed.size() : raw.size() / type.bytes();
        if (there != elements || raw.size() % type.bytes() != 0) {
            throw error("there must be " + elements + " numbers, as its shape says: there are " + there);
        }
        float[] reals = new float[type.real() ? (int) elements : 0];
        int[] wholes = new int[type.real() ? 0 : (int) elements];
        ByteBuffer bytes = raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < elements; i++) {
            if (type.real()) {
                reals[i] = raw.isEmpty() ? listedReal(type, listed.get(i)) : rawReal(type, bytes, i);
            } else {
                wholes[i] = OnnxNode.clamp(raw.isEmpty() ? listed.get(i).longValue() : rawWhole(type, bytes, i));
            }
        }
        return new OnnxTensor(name, type, shape, reals, wholes);
    }

    private static float listedReal(OnnxType type, Number number) {
        return type == OnnxType.FLOAT16 ? Half.real(number.shortValue()) : number.floatValue();
    }

    private static float rawReal(OnnxType type, ByteBuffer bytes, int i) {
        return switch (type) {
            case FLOAT16 -> Half.real(bytes.getShort(Short.BYTES * i));
            case DOUBLE -> (float) bytes.getDouble(Double.BYTES * i);
            default -> bytes.getFloat(Float.BYTES * i);
        };
    }

    private static long rawWhole(OnnxType type, ByteBuffer bytes, int i) {
        int at = type.bytes() * i;
        return switch (type) {
            case INT8 -> bytes.get(at);
            case UINT8, BOOL -> Byte.toUnsignedInt(bytes.get(at));
            case INT16 -> bytes.getShort(at);
            case UINT16 -> Short.toUnsignedInt(bytes.getShort(at));
            case UINT32 -> Integer.toUnsignedLong(bytes.getInt(at));
            case INT64 -> bytes.getLong(at);
            case UINT64 -> bytes.getLong(at) < 0 ? Long.MAX_VALUE : bytes.getLong(at);
            default -> bytes.getInt(at);
        };
    }

    private OnnxFormatException error(String what) {
        return new OnnxFormatException(file + ": tensor " + (name.isEmpty() ? "of a setting" : name) + ": " + what);
    }
}
