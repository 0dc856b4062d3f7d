package dev.pipit.apps.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistanceTest {
    /** Levenshtein's own distances, over the longer length. */
    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3, 7", "same, same, 0, 4", "a, abc, 2, 3", "computer, commuter, 1, 8", "ab, ba, 2, 2"})
    void countsLetters(String a, String b, double edits, double length) {
        assertEquals(edits / length, Distance.ofLetters(a, b));
        assertEquals(edits / length, Distance.ofLetters(b, a));
    }

    @ParameterizedTest
    @CsvSource({"p I n, b I n, 0.5", "p I n, p E n, 0.5", "p I n, s I n, 1", "p I n, I n, 1", "p I n, n I p, 2",
        "h eI, h aI, 0.5"})
    void countsRelatedPhonemesHalf(String a, String b, double cost) {
        List<String> left = List.of(a.split(" "));
        List<String> right = List.of(b.split(" "));
        assertEquals(cost / left.size(), Distance.ofPhonemes(left, right));
    }
}
