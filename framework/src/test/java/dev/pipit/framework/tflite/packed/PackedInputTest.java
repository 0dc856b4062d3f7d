package dev.pipit.framework.tflite.packed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedInputTest {
    private static PackedInput of(int... bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
        for (int each : bytes) {
            buffer.put((byte) each);
        }
        return new PackedInput(buffer.flip());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 300, 16_383, 16_384, 1 << 28, Integer.MAX_VALUE})
    void readsTheSizeThatWasWritten(int size) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PackedNumbers.size(out, size);
        assertEquals(size, new PackedInput(ByteBuffer.wrap(out.toByteArray())).size());
    }

    @Test
    void refusesASizeThatIsNegativeOrNeverEnds() {
        assertThrows(PackedFormatException.class, () -> of(0xFF, 0xFF, 0xFF, 0xFF, 0x08).size());
        assertThrows(PackedFormatException.class, () -> of(0x80, 0x80, 0x80, 0x80, 0x80, 0x01).size());
        assertThrows(PackedFormatException.class, () -> of(0x80).size());
    }

    @Test
    void readsBitsFromTheHighestOfAByte() throws IOException {
        PackedInput in = of(0b1010_0000, 0b1100_0000);
        assertEquals(0b101, in.bits(3));
        assertEquals(0b00000_11, in.bits(7));
    }

    @Test
    void saysWhereBytesAreMissing() {
        var e = assertThrows(PackedFormatException.class, () -> of(1, 2, 3).int32());
        assertEquals("is cut off: needs 4 bytes at byte 0 of 3", e.getMessage());
    }
}
