package dev.pipit.apps.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FalseAcceptsTest {
    /** Exact limits of a Poisson mean, 95 % two-sided: half of a quantile of chi-square, as tables have them. */
    @ParameterizedTest
    @CsvSource({"0, 0, 3.689", "1, 0.025, 5.572", "2, 0.242, 7.225", "5, 1.623, 11.668", "10, 4.795, 18.390", "50, 37.11, 65.92",
        "100, 81.36, 121.63"})
    void hasTheExactIntervalOfACount(int count, double low, double high) {
        var accepts = new FalseAccepts(count, 1);
        double lastDigit = count < 50 ? 0.0006 : 0.006;
        assertEquals(low, accepts.low(), lastDigit);
        assertEquals(high, accepts.high(), lastDigit);
    }

    @Test
    void isOfAnHour() {
        var accepts = new FalseAccepts(10, 4);
        assertEquals(2.5, accepts.perHour());
        assertEquals(4.795 / 4, accepts.low(), 2e-4, "the table has three digits");
        assertEquals(18.390 / 4, accepts.high(), 2e-4);
    }
}
