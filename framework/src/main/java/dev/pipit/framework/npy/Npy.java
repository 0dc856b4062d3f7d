package dev.pipit.framework.npy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An array as a {@code .npy} file holds it: type, shape and numbers, row-major and little-endian.
 *
 * <p>Source: NumPy's documentation, numpy.lib.format, versions 1.0 to 3.0.
 *
 * @param type  of the numbers
 * @param shape slowest index first; empty for a single number
 * @param bytes the numbers, exactly as many as shape and type say
 */
@SuppressWarnings("ArrayRecordComponent")
public record Npy(Type type, List<Integer> shape, byte[] bytes) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");
    private static final int ALIGNMENT = 64;

    /** Type of the numbers, with NumPy's code. */
    public enum Type {
        BOOL("|b1"), INT8("|i1"), UINT8("|u1"), INT16("<i2"), UINT16("<u2"), INT32("<i4"), UINT32("<u4"), INT64("<i8"),
        UINT64("<u8"), FLOAT32("<f4"), FLOAT64("<f8");

        private final String code;

        Type(String code) {
            this.code = code;
        }

        /** Bytes of one number. */
        public int size() {
            return code.charAt(2) - '0';
        }
    }

    public Npy {
        Objects.requireNonNull(type, "type");
        shape = List.copyOf(shape);
        if (bytes.length != size(type, shape)) {
            throw new IllegalArgumentException("bytes must be what shape and type say: bytes=" + bytes.length
                + ", expected=" + size(type, shape));
        }
    }

    private static long size(Type type, List<Integer> shape) {
        long size = type.size();
        for (int extent : shape) {
            size = Math.multiplyExact(size, extent);
        }
        return size;
    }

    /** Reads a file. */
    public static Npy load(Path file) throws IOException {
        try {
            return parse(Files.readAllBytes(file));
        } catch (FileSystemException e) {
            throw e;                                   // names the file, and says by its type what is wrong
        } catch (IOException e) {
            throw new IOException(file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    /** Reads the content of a file. */
    public static Npy parse(byte[] content) throws IOException {
        if (content.length < 12 || !Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException("not a .npy file");
        }
        ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).position(MAGIC.length);
        int version = buffer.get();
        buffer.get();
        if (version < 1 || version > 3) {
            throw new IOException("version must be 1 to 3: version=" + version);
        }
        int headerBytes = version == 1 ? Short.toUnsignedInt(buffer.getShort()) : buffer.getInt();
        if (headerBytes < 0 || headerBytes > buffer.remaining()) {
            throw new IOException("header must lie inside the file: header=" + headerBytes + " bytes");
        }
        String header = new String(content, buffer.position(), headerBytes, StandardCharsets.UTF_8);
        if (find(ORDER, header).equals("True")) {
            throw new IOException("array must be row-major: fortran_order=True");
        }
        Type type = type(find(DESCR, header));
        List<Integer> shape = shape(find(SHAPE, header));
        byte[] bytes = Arrays.copyOfRange(content, buffer.position() + headerBytes, content.length);
        checkSize(type, shape, bytes.length);
        return new Npy(type, shape, bytes);
    }

    private static String find(Pattern field, String header) throws IOException {
        Matcher matcher = field.matcher(header);
        if (!matcher.find()) {
            throw new IOException("header must have type, order and shape of one array: " + header.strip());
        }
        return matcher.group(1);
    }

    private static Type type(String code) throws IOException {
        for (Type type : Type.values()) {
            if (type.code.equals(code) || type.size() == 1 && code.equals("<" + type.code.substring(1))) {
                return type;
            }
        }
        throw new IOException("type must be one of " + Arrays.stream(Type.values()).map(type -> type.code)
            .collect(Collectors.joining(" ")) + ": type=" + code);
    }

    private static List<Integer> shape(String text) throws IOException {
        List<Integer> shape = new ArrayList<>();
        for (String extent : text.split(",", -1)) {
            if (!extent.isBlank()) {
                try {
                    shape.add(Integer.parseInt(extent.strip()));
                } catch (NumberFormatException e) {
                    throw new IOException("extents must be numbers of 31 bits: shape=" + text, e);
                }
            }
        }
        return shape;
    }

    private static void checkSize(Type type, List<Integer> shape, int bytes) throws IOException {
        long expected;
        try {
            expected = size(type, shape);
        } catch (ArithmeticException e) {
            throw new IOException("array is too large: shape=" + shape, e);
        }
        if (bytes != expected) {
            throw new IOException("file must hold what shape and type say: bytes=" + bytes + ", expected=" + expected);
        }
    }

    /** Writes a file, in version 1.0. */
    public void save(Path file) throws IOException {
        Files.write(file, content());
    }

    /** The content of a file, in version 1.0. */
    public byte[] content() {
        String tuple = shape.stream().map(extent -> extent + ",").collect(Collectors.joining(" ", "(", ")"));
        String header = "{'descr': '" + type.code + "', 'fortran_order': False, 'shape': "
            + (shape.size() > 1 ? tuple.replace(",)", ")") : tuple) + ", }";
        int unpadded = MAGIC.length + 4 + header.length() + 1;
        String padding = String.join("", Collections.nCopies((ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT, " "));
        byte[] text = (header + padding + "\n").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(MAGIC.length + 4 + text.length + bytes.length).order(ByteOrder.LITTLE_ENDIAN)
            .put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) text.length).put(text).put(bytes).array();
    }

    /** How many numbers. */
    public int elements() {
        return bytes.length / type.size();
    }

    /** Number {@code i}, counted row by row. */
    public double get(int i) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return switch (type) {
            case BOOL, INT8 -> bytes[i];
            case UINT8 -> bytes[i] & 0xFF;
            case INT16 -> buffer.getShort(2 * i);
            case UINT16 -> Short.toUnsignedInt(buffer.getShort(2 * i));
            case INT32 -> buffer.getInt(4 * i);
            case UINT32 -> Integer.toUnsignedLong(buffer.getInt(4 * i));
            case INT64 -> buffer.getLong(8 * i);
            case UINT64 -> unsigned(buffer.getLong(8 * i));
            case FLOAT32 -> buffer.getFloat(4 * i);
            case FLOAT64 -> buffer.getDouble(8 * i);
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : 2.0 * (bits >>> 1 | bits & 1);      // the last bit is kept for rounding
    }
}
