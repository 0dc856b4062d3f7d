package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StorageTest {
    @Test
    void holdsNumbersOfEveryTypeLittleEndian() {
        byte[] bytes = new byte[19];
        var storage = new Storage(bytes, 3, 16);
        storage.putInt32(1, 0x04030201);
        assertEquals(1, bytes[7]);
        assertEquals(4, bytes[10]);
        assertEquals(0x0201, storage.int16(2));
        storage.putInt64(1, -2);
        assertEquals(-2, storage.int64(1));
        storage.putFloat32(0, 1.5f);
        assertEquals(1.5f, storage.float32(0));
        storage.putInt8(0, 200);
        assertEquals(-56, storage.int8(0));
        assertEquals(200, storage.uint8(0));
        storage.putInt16(0, -5);
        assertEquals(-5, storage.int16(0));
    }

    @Test
    void mustLieInsideItsArray() {
        byte[] bytes = new byte[4];
        assertThrows(IllegalArgumentException.class, () -> new Storage(bytes, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Storage(bytes, 0, -1));
        var e = assertThrows(IllegalArgumentException.class, () -> new Storage(bytes, 2, 3));
        assertEquals("storage must lie inside its array: offset=2, length=3, array=4", e.getMessage());
    }

    @Test
    void isTheSameOnlyAtTheSamePlace() {
        byte[] bytes = new byte[4];
        var storage = new Storage(bytes, 0, 2);
        assertTrue(storage.same(new Storage(bytes, 0, 2)));
        assertFalse(storage.same(new Storage(bytes, 1, 2)));
        assertFalse(storage.same(new Storage(bytes, 0, 3)));
        assertFalse(storage.same(Storage.of(2)));
    }
}
