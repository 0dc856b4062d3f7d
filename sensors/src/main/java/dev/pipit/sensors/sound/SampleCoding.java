package dev.pipit.sensors.sound;

/** How a sample is coded as bytes, little-endian, and what it is as a float of −1 to 1. */
public enum SampleCoding {
    /** 0 to 255 around 128. */
    UNSIGNED_8(1),
    /** n / 32768, exactly. */
    SIGNED_16(2),
    /** n / 2^23, exactly. */
    SIGNED_24(3),
    /** n / 2^31, rounded to the 24 bits of a float. */
    SIGNED_32(4),
    /** As it is, beyond −1 and 1 too. */
    FLOAT_32(4),
    /** Rounded to float. */
    FLOAT_64(8);

    private final int bytes;

    SampleCoding(int bytes) {
        this.bytes = bytes;
    }

    /** Whole numbers of 16, 24 or 32 bits. */
    public static SampleCoding signed(int bits) {
        return switch (bits) {
            case 16 -> SIGNED_16;
            case 24 -> SIGNED_24;
            case 32 -> SIGNED_32;
            default -> throw new IllegalArgumentException("bits must be 16, 24 or 32: bits=" + bits);
        };
    }

    /** Bytes of one sample. */
    public int bytes() {
        return bytes;
    }

    /** Turns {@code count} samples, {@code bytes[from]} and on, into floats, {@code dst[to]} and on. */
    public void decode(byte[] bytes, int from, int count, float[] dst, int to) {
        switch (this) {
            case UNSIGNED_8 -> {
                for (int i = 0; i < count; i++) {
                    dst[to + i] = ((bytes[from + i] & 0xFF) - 128) * 0x1p-7f;
                }
            }
            case SIGNED_16 -> {
                for (int i = 0; i < count; i++) {
                    dst[to + i] = (bytes[from + 2 * i + 1] << 8 | bytes[from + 2 * i] & 0xFF) * 0x1p-15f;
                }
            }
            case SIGNED_24 -> {
                for (int i = 0; i < count; i++) {
                    int at = from + 3 * i;
                    dst[to + i] = (bytes[at + 2] << 16 | (bytes[at + 1] & 0xFF) << 8 | bytes[at] & 0xFF) * 0x1p-23f;
                }
            }
            case SIGNED_32 -> {
                for (int i = 0; i < count; i++) {
                    dst[to + i] = (float) int32(bytes, from + 4 * i) * 0x1p-31f;
                }
            }
            case FLOAT_32 -> {
                for (int i = 0; i < count; i++) {
                    dst[to + i] = Float.intBitsToFloat(int32(bytes, from + 4 * i));
                }
            }
            case FLOAT_64 -> {
                for (int i = 0; i < count; i++) {
                    long low = int32(bytes, from + 8 * i) & 0xFFFF_FFFFL;
                    long high = int32(bytes, from + 8 * i + 4);
                    dst[to + i] = (float) Double.longBitsToDouble(high << 32 | low);
                }
            }
        }
    }

    private static int int32(byte[] bytes, int at) {
        return bytes[at + 3] << 24 | (bytes[at + 2] & 0xFF) << 16 | (bytes[at + 1] & 0xFF) << 8 | bytes[at] & 0xFF;
    }
}
