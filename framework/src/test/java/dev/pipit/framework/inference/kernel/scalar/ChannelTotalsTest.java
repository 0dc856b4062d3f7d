package dev.pipit.framework.inference.kernel.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.pipit.framework.inference.kernel.ChannelOutput;
import dev.pipit.framework.inference.kernel.ChannelRescale;
import dev.pipit.framework.inference.kernel.Range;
import dev.pipit.framework.inference.kernel.Rescale;

class ChannelTotalsTest {
    private final Random random = new Random(6);

    /** All shifts; totals of all magnitudes, at the ends of 32 bits, and where a rounding turns. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void equalsBothRoundingsOfTheReference(boolean once) {
        for (int shift = -31; shift <= 30; shift++) {
            for (int n = 0; n < 2000; n++) {
                int multiplier = n % 7 == 0 ? 1 << 30 : n % 7 == 1 ? Integer.MAX_VALUE
                    : (1 << 30) + random.nextInt(1 << 30);
                var rescale = new ChannelRescale(List.of(new Rescale(multiplier, shift, once)), once);
                var output = new ChannelOutput(0, 0, new long[1], false, rescale, random.nextInt(256) - 128,
                    new Range(-128, 127));
                var totals = new ChannelTotals(output, 1);
                int total = total(multiplier, shift);
                assertEquals(output.of(total, 0), totals.of(total, 0),
                    () -> "total=" + total + ", multiplier=" + multiplier + ", " + rescale.shift(0));
            }
        }
    }

    private int total(int multiplier, int shift) {
        double edge = (random.nextInt(300) - 150 + 0.5) / Math.scalb((double) multiplier, shift - 31);
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt() >> random.nextInt(32);
            case 1 -> random.nextBoolean() ? Integer.MIN_VALUE : Integer.MAX_VALUE;
            default -> (int) edge + random.nextInt(7) - 3;
        };
    }
}
