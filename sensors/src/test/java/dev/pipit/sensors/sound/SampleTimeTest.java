package dev.pipit.sensors.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SampleTimeTest {
    @Test
    void isTheNearestNanosecond() {
        assertEquals(0, SampleTime.nanos(0, 16_000));
        assertEquals(62_500, SampleTime.nanos(1, 16_000));
        assertEquals(22_676, SampleTime.nanos(1, 44_100));         // 22675.7
        assertEquals(45_351, SampleTime.nanos(2, 44_100));         // 45351.5, and not twice the one before
        Random random = new Random(8);
        for (int i = 0; i < 10_000; i++) {
            long samples = random.nextLong(400_000_000_000L);      // ten days
            int rateHz = random.nextInt(1, 400_000);
            if (samples / rateHz < 9_000_000_000L) {
                assertEquals(BigDecimal.valueOf(samples).scaleByPowerOfTen(9)
                    .divide(BigDecimal.valueOf(rateHz), 0, RoundingMode.HALF_UP).longValueExact(),
                    SampleTime.nanos(samples, rateHz));
            }
        }
    }
}
