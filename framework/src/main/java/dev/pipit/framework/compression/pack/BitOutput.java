package dev.pipit.framework.compression.pack;

import java.io.ByteArrayOutputStream;

/** Writes bits behind each other, from the highest of a byte to its lowest. */
final class BitOutput {
    private final ByteArrayOutputStream out;
    private int open;
    private int count;

    BitOutput(ByteArrayOutputStream out) {
        this.out = out;
    }

    void bits(int value, int length) {
        for (int k = length - 1; k >= 0; k--) {
            open = open << 1 | value >> k & 1;
            if (++count == Byte.SIZE) {
                out.write(open);
                count = 0;
            }
        }
    }

    /** So many ones and a zero. */
    void unary(int ones) {
        for (int i = 0; i < ones; i++) {
            bits(1, 1);
        }
        bits(0, 1);
    }

    /** Fills the last byte up. */
    void end() {
        while (count != 0) {
            bits(0, 1);
        }
    }
}
