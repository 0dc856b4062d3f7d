package dev.pipit.apps.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Recordings that two forms of a model were asked about. */
class PairedMissesTest {
    private static final double ROUNDING = 1e-12;

    /** The first so many recordings of n were heard by both, then some by the first only, some by the second only, the rest by none. */
    private static PairedMisses paired(int both, int first, int second, int n, int speakers) {
        List<Boolean> before = new ArrayList<>();
        List<Boolean> after = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            before.add(i < both + first);
            after.add(i < both || i >= both + first && i < both + first + second);
        }
        List<String> names = IntStream.range(0, n).mapToObj(i -> "speaker " + i % speakers).toList();
        return PairedMisses.of(new Asked(names, before), new Asked(names, after));
    }

    @Test
    void countsOnlyWhatOneOfThemHeard() {
        PairedMisses paired = paired(60, 10, 4, 100, 100);
        assertEquals(10, paired.lost());
        assertEquals(4, paired.won());
        assertEquals(0.06, paired.difference(), ROUNDING);
    }

    /** Two of two on one side: a half by chance; ten of ten: 2 / 1024; 10 and 4: twice P(at most 4 of 14) = 2 · 1471 / 16384. */
    @Test
    void saysHowLikelyTheDivisionIsByChance() {
        assertEquals(0.5, paired(200, 2, 0, 226, 226).chance(), ROUNDING);
        assertEquals(2 / 1024.0, paired(80, 10, 0, 100, 100).chance(), ROUNDING);
        assertEquals(2 * 1471 / 16384.0, paired(60, 10, 4, 100, 100).chance(), ROUNDING);
        assertEquals(1, paired(60, 3, 3, 100, 100).chance(), "more than all is all");
        assertEquals(1, paired(60, 0, 0, 100, 100).chance());
    }

    /** 10 lost and 4 won of 100 who are 100 people: deviation √(0.14 − 0.06²) / 10 = 0.0369, so 0.06 ± 0.072. */
    @Test
    void hasTheIntervalOfADifferenceOfPairs() {
        PairedMisses paired = paired(60, 10, 4, 100, 100);
        double someDraws = 0.015;
        assertEquals(-0.012, paired.low(), someDraws);
        assertEquals(0.132, paired.high(), someDraws);
    }

    @Test
    void isWiderWhereTheRecordingsAreThoseOfAFew() {
        List<String> one = IntStream.range(0, 100).mapToObj(i -> "speaker " + i / 10).toList();
        List<String> each = IntStream.range(0, 100).mapToObj(i -> "speaker " + i).toList();
        List<Boolean> before = IntStream.range(0, 100).mapToObj(i -> true).toList();
        List<Boolean> after = IntStream.range(0, 100).mapToObj(i -> i >= 10).toList();
        PairedMisses few = PairedMisses.of(new Asked(one, before), new Asked(one, after));
        PairedMisses many = PairedMisses.of(new Asked(each, before), new Asked(each, after));
        assertTrue(few.high() - few.low() > 2 * (many.high() - many.low()), few + " " + many);
    }

    @Test
    void refusesOtherRecordings() {
        Asked one = new Asked(List.of("ann"), List.of(true));
        assertThrows(IllegalArgumentException.class, () -> PairedMisses.of(one, new Asked(List.of("bob"), List.of(true))));
    }
}
