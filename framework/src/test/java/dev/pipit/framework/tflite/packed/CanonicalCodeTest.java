package dev.pipit.framework.tflite.packed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class CanonicalCodeTest {
    /** RFC 1951, section 3.2.2: A to H with lengths 3 3 3 3 3 2 4 4. */
    private static final int[] LENGTHS = {3, 3, 3, 3, 3, 2, 4, 4};
    private static final int[] WORDS = {0b010, 0b011, 0b100, 0b101, 0b110, 0b00, 0b1110, 0b1111};

    @Test
    void givesTheWordsOfTheStandard() {
        assertArrayEquals(WORDS, new CanonicalCode(LENGTHS).words());
    }

    @Test
    void readsEachOfThem() throws IOException {
        for (int symbol = 0; symbol < WORDS.length; symbol++) {
            byte[] bits = {(byte) (WORDS[symbol] << Byte.SIZE - LENGTHS[symbol])};
            assertEquals(symbol, new CanonicalCode(LENGTHS).read(new PackedInput(ByteBuffer.wrap(bits))));
        }
    }

    @Test
    void aSingleSymbolTakesNoBit() throws IOException {
        CanonicalCode code = new CanonicalCode(0, 0, 1);
        assertEquals(2, code.read(new PackedInput(ByteBuffer.allocate(0))));
        assertArrayEquals(new int[3], code.bits());
    }

    @Test
    void refusesLengthsThatAreNoCode() {
        assertThrows(IllegalArgumentException.class, () -> new CanonicalCode(1, 1, 1), "too many words");
        assertThrows(IllegalArgumentException.class, () -> new CanonicalCode(2, 2, 2), "a word that means nothing");
        assertThrows(IllegalArgumentException.class, () -> new CanonicalCode(0, 0), "no word");
    }
}
