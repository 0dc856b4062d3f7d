package dev.pipit.sensors.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

/** Bytes by hand: the least significant first, two's complement, and IEEE 754. */
class SampleCodingTest {
    @Test
    void readsEightBitsAround128() {
        assertArrayEquals(new float[] {-1, 0, 0.5f, 127 / 128f}, decoded(SampleCoding.UNSIGNED_8, 0, 128, 192, 255));
    }

    @Test
    void readsSixteenBits() {
        assertArrayEquals(new float[] {-1, 32_767 / 32_768f, -1 / 32_768f, 0x1234 / 32_768f},
            decoded(SampleCoding.SIGNED_16, 0x00, 0x80, 0xFF, 0x7F, 0xFF, 0xFF, 0x34, 0x12));
    }

    @Test
    void readsTwentyFourBits() {
        assertArrayEquals(new float[] {-1, 8_388_607 / 8_388_608f, -1 / 8_388_608f, 0x12_81_83 / 8_388_608f},
            decoded(SampleCoding.SIGNED_24, 0, 0, 0x80, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0x83, 0x81, 0x12));
    }

    @Test
    void readsThirtyTwoBits() {
        assertArrayEquals(new float[] {-1, 0x01018180 * 0x1p-31f, -0x1p-31f},
            decoded(SampleCoding.SIGNED_32, 0, 0, 0, 0x80, 0x80, 0x81, 0x01, 0x01, 0xFF, 0xFF, 0xFF, 0xFF));
    }

    @Test
    void readsFloats() {
        assertArrayEquals(new float[] {1, -0.5f, 2},
            decoded(SampleCoding.FLOAT_32, 0, 0, 0x80, 0x3F, 0, 0, 0, 0xBF, 0, 0, 0, 0x40));
    }

    @Test
    void readsDoubles() {
        assertArrayEquals(new float[] {1, -0.5f, 0.1f},
            decoded(SampleCoding.FLOAT_64, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0xE0, 0xBF,
                0x9A, 0x99, 0x99, 0x99, 0x99, 0x99, 0xB9, 0x3F));
    }

    @Test
    void startsWhereItIsTold() {
        float[] samples = {9, 9, 9};
        SampleCoding.SIGNED_16.decode(new byte[] {1, 2, 3, 0, 0x40}, 3, 1, samples, 1);
        assertArrayEquals(new float[] {9, 0.5f, 9}, samples);
    }

    private static float[] decoded(SampleCoding coding, int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        float[] samples = new float[bytes.length / coding.bytes()];
        coding.decode(bytes, 0, samples.length, samples, 0);
        return samples;
    }
}
