package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class InverseRootTest {
    private final Random random = new Random(61);

    /** From 1 at a quarter, the worst start, an error of e becomes 3/2 e² + e³/2 in each of five steps: 1.24e-6. */
    @Test
    void isThatOfRealNumbers() {
        for (int n = 0; n < 20_000; n++) {
            int x = Math.max(1, random.nextInt() >>> 1 + random.nextInt(31));
            double root = InverseRoot.multiplier(x) * Math.scalb(1.0, InverseRoot.shift(x) - 31);
            assertEquals(1, root * Math.sqrt(x), 1.3e-6, "at " + x);
            assertTrue(InverseRoot.shift(x) <= 0 && InverseRoot.multiplier(x) > 0, "at " + x);
        }
    }

    @Test
    void isRightAtTheEndsOfItsRanges() {
        for (int x : new int[] {2, 3, 4, (1 << 29) - 1, 1 << 29, (1 << 29) + 3, Integer.MAX_VALUE}) {
            double root = InverseRoot.multiplier(x) * Math.scalb(1.0, InverseRoot.shift(x) - 31);
            assertEquals(1, root * Math.sqrt(x), 1.3e-6, "at " + x);
        }
    }

    @Test
    void takesWhatIsBelowOneForOne() {
        for (int x : new int[] {1, 0, -1, Integer.MIN_VALUE}) {
            assertEquals(Integer.MAX_VALUE, InverseRoot.multiplier(x));
            assertEquals(0, InverseRoot.shift(x));
        }
    }
}
