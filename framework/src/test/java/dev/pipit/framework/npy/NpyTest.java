package dev.pipit.framework.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {
    @TempDir
    private Path folder;

    /** A file as the format's description has it: magic, version 1.0, length of the header, header, numbers. */
    private static byte[] file(int version, String header, int... bytes) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(12 + text.length + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) version).put((byte) 0);
        if (version == 1) {
            buffer.putShort((short) text.length);
        } else {
            buffer.putInt(text.length);
        }
        buffer.put(text);
        for (int b : bytes) {
            buffer.put((byte) b);
        }
        byte[] content = new byte[buffer.position()];
        buffer.flip().get(content);
        return content;
    }

    private static String header(String type, String order, String shape) {
        return "{'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }\n";
    }

    @Test
    void readsNumbersOfEveryType() throws IOException {
        assertEquals(-2, Npy.parse(file(1, header("|i1", "False", "(1,)"), 0xFE)).get(0));
        assertEquals(254, Npy.parse(file(1, header("|u1", "False", "(1,)"), 0xFE)).get(0));
        assertEquals(1, Npy.parse(file(1, header("|b1", "False", "(1,)"), 1)).get(0));
        assertEquals(-2, Npy.parse(file(1, header("<i2", "False", "(1,)"), 0xFE, 0xFF)).get(0));
        assertEquals(65534, Npy.parse(file(1, header("<u2", "False", "(1,)"), 0xFE, 0xFF)).get(0));
        assertEquals(-2, Npy.parse(file(1, header("<i4", "False", "()"), 0xFE, 0xFF, 0xFF, 0xFF)).get(0));
        assertEquals(4294967294.0, Npy.parse(file(1, header("<u4", "False", "()"), 0xFE, 0xFF, 0xFF, 0xFF)).get(0));
        assertEquals(0x1p63, Npy.parse(file(1, header("<u8", "False", "()"), 0, 0, 0, 0, 0, 0, 0, 0x80)).get(0));
        assertEquals(1L << 32, Npy.parse(file(1, header("<i8", "False", "()"), 0, 0, 0, 0, 1, 0, 0, 0)).get(0));
        assertEquals(1, Npy.parse(file(2, header("<f4", "False", "()"), 0, 0, 0x80, 0x3F)).get(0));
        assertEquals(1, Npy.parse(file(3, header("<f8", "False", "()"), 0, 0, 0, 0, 0, 0, 0xF0, 0x3F)).get(0));
    }

    @Test
    void readsTheShape() throws IOException {
        Npy npy = Npy.parse(file(1, header("|i1", "False", "(2, 1, 3)"), 0, 1, 2, 3, 4, 5));
        assertEquals(List.of(2, 1, 3), npy.shape());
        assertEquals(6, npy.elements());
        assertEquals(5, npy.get(5));
    }

    @Test
    void readsWhatItWrites() throws IOException {
        for (List<Integer> shape : List.of(List.<Integer>of(), List.of(2), List.of(2, 3))) {
            for (Npy.Type type : Npy.Type.values()) {
                int elements = shape.stream().reduce(1, (a, b) -> a * b);
                byte[] bytes = new byte[elements * type.size()];
                bytes[0] = 1;
                Path file = folder.resolve("a.npy");
                new Npy(type, shape, bytes).save(file);
                assertEquals(0, (Files.size(file) - bytes.length) % 64);       // the format asks for this
                Npy read = Npy.load(file);
                assertEquals(type, read.type());
                assertEquals(shape, read.shape());
                assertArrayEquals(bytes, read.bytes());
            }
        }
    }

    @Test
    void refusesWhatItCannotRead() {
        assertMessage("not a .npy file", new byte[20]);
        assertMessage("not a .npy file", new byte[3]);
        assertMessage("version must be 1 to 3: version=4", file(4, header("|i1", "False", "()"), 0));
        assertMessage("array must be row-major: fortran_order=True", file(1, header("|i1", "True", "()"), 0));
        assertMessage("type must be one of |b1 |i1 |u1 <i2 <u2 <i4 <u4 <i8 <u8 <f4 <f8: type=>i2",
            file(1, header(">i2", "False", "()"), 0, 0));
        assertMessage("file must hold what shape and type say: bytes=1, expected=2", file(1,
            header("|i1", "False", "(2,)"), 0));
        assertMessage("array is too large: shape=[2147483647, 2147483647, 2147483647]", file(1,
            header("|i1", "False", "(2147483647, 2147483647, 2147483647)")));
        assertMessage("extents must be numbers of 31 bits: shape=2147483648,", file(1,
            header("|i1", "False", "(2147483648,)")));
        assertMessage("header must have type, order and shape of one array: {}", file(1, "{}       "));
        byte[] cut = file(2, header("|i1", "False", "()"), 0);
        cut[8] = (byte) 200;
        assertMessage("header must lie inside the file: header=200 bytes", cut);
    }

    @Test
    void namesTheFileThatIsWrong() throws IOException {
        Path file = Files.write(folder.resolve("b.npy"), new byte[20]);
        assertEquals("b.npy: not a .npy file", assertThrows(IOException.class, () -> Npy.load(file)).getMessage());
    }

    @Test
    void refusesBytesThatAreNotWhatTheShapeSays() {
        var e = assertThrows(IllegalArgumentException.class, () -> new Npy(Npy.Type.INT16, List.of(2), new byte[3]));
        assertEquals("bytes must be what shape and type say: bytes=3, expected=4", e.getMessage());
    }

    private static void assertMessage(String expected, byte[] content) {
        assertEquals(expected, assertThrows(IOException.class, () -> Npy.parse(content)).getMessage());
    }

    @Test
    void leavesItToTheSystemToSayThatAFileIsMissing() {
        assertThrows(NoSuchFileException.class, () -> Npy.load(folder.resolve("missing.npy")));
    }
}
