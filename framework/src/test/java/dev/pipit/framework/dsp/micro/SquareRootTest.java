package dev.pipit.framework.dsp.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SquareRootTest {
    @Test
    void isTheRootRoundedToNearest() {
        for (long n = 0; n < 70_000; n++) {
            assertEquals(slow(n), SquareRoot.of(n));
        }
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            long n = random.nextLong(1L << 62) >> random.nextInt(62);
            if (n >> 32 != 0 || n < 0xFFFF_0001L) {     // see below
                assertEquals(slow(n), SquareRoot.of(n), Long.toString(n));
            }
        }
    }

    /** 65535² + 65535 and less has the root 65535; what follows would round to 65536. */
    @Test
    void staysWithinSixteenBitsBelowTwoToThe32() {
        assertEquals(65_535, SquareRoot.of(0xFFFF_0000L));
        assertEquals(65_535, SquareRoot.of(0xFFFF_0001L));
        assertEquals(65_535, SquareRoot.of(0xFFFF_FFFFL));
        assertEquals(65_536, SquareRoot.of(0x1_0000_0000L));
    }

    /** (2³² − 1)² + 2³² − 1 is the last that does not round up to 2³². */
    @Test
    void takesAllOf64BitsWithoutSign() {
        Random random = new Random(4);
        for (int i = 0; i < 10_000; i++) {
            long n = random.nextLong() | Long.MIN_VALUE;
            assertEquals(Math.min(slow(n), 0xFFFF_FFFFL), SquareRoot.of(n), Long.toUnsignedString(n));
        }
        assertEquals(0xFFFF_FFFFL, SquareRoot.of(-1));
        assertEquals(0xFFFF_FFFFL, SquareRoot.of(0xFFFF_FFFF_0000_0000L));
    }

    private static long slow(long n) {
        BigInteger[] root = new BigInteger(Long.toUnsignedString(n)).sqrtAndRemainder();
        return root[1].compareTo(root[0]) > 0 ? root[0].longValue() + 1 : root[0].longValue();
    }
}
